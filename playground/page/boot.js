// Starts the page. All addresses are relative, so that it may be served from anywhere.
import init from "./kanon-playground.js";

init().catch((error) => {
  console.error(error);
  document.body.textContent = "The playground could not start: " + error;
});
