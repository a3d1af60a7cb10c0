import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

// The rest of the program is read on demand: on a busy machine that takes more than the usual second.
configure({ asyncUtilTimeout: 15_000 });

afterEach(() => {
  cleanup();
  location.hash = "";
});
