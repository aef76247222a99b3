//! An empty WebAssembly module. `tests/run` links the whole of the specification, the core and the
//! simulation into it, used or not: what they would ask of their surroundings shows as the module's
//! imports, of which there must be none. `imports.py` judges it.

/// The one export. It allocates, so that what an allocation needs is linked as well.
#[unsafe(no_mangle)]
pub extern "C" fn probe(length: usize) -> *mut u8 {
    Box::leak(vec![0_u8; length].into_boxed_slice()).as_mut_ptr()
}
