import { pageData, startPage } from "./wholepage.js";

startPage(pageData());
