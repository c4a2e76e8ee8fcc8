package org.onsale.storefront;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;

/** Sends what a browser without scripts sends. */
final class Browser {
  private Browser() {}

  /** It follows no redirection, so that a test sees where one leads. */
  static RequestSpecification browser() {
    return given()
        .redirects()
        .follow(false)
        .accept("text/html,*/*")
        .contentType("application/x-www-form-urlencoded; charset=utf-8");
  }
}
