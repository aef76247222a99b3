//! The page's entry; all of it is in the library.

fn main() {
    #[cfg(target_arch = "wasm32")]
    kanon_playground::start();
    #[cfg(not(target_arch = "wasm32"))]
    eprintln!("This is the playground's page, for a browser: `kanon play` builds and serves it.");
}
