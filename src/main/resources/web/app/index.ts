import "./style/index.css";
import { watchConnection } from "./offline";

watchConnection();
