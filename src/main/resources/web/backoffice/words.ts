import { speaker } from "../app/speaker";
import de from "./words/de.json";
import en from "./words/en.json";

export const say = speaker(en, de);
