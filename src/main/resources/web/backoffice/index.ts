import "./backoffice.css";
import "./tabs";
import "./renew";
import "./pick";
