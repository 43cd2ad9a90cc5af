import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const KEEP = process.env["TOKENMETER_KEEP_PICTURES"] === "1";

/**
 * Where a picture goes: into the repository when it is to be kept, else beside what the tests leave.
 * @param {"www/icons" | "docs/pictures"} folder
 * @param {string} name
 */
export const place = (folder, name) => path.join(root, KEEP ? folder : path.join("target/pictures", folder), name);
