package org.onsale.identity;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.UUID;

/** The browser of an organiser, Ada, who has signed in to the application under test. */
@Dependent
public final class SignedIn {
  private final String cookie;
  private final String csrf;

  @Inject
  SignedIn(Accounts accounts, Sessions sessions) {
    var account = accounts.create("Ada", UUID.randomUUID() + "@example.org", "four random words");
    cookie = sessions.open(account);
    csrf = sessions.find(cookie).orElseThrow().csrf();
  }

  public String cookie() {
    return cookie;
  }

  public String csrf() {
    return csrf;
  }

  /** It stays where it is when it is sent elsewhere. */
  public RequestSpecification browser() {
    return given()
        .redirects()
        .follow(false)
        .accept("text/html,*/*")
        .cookie(Sessions.COOKIE, cookie);
  }

  /** The same with a form of one of our pages. */
  public RequestSpecification form() {
    return browser()
        .contentType("application/x-www-form-urlencoded; charset=utf-8")
        .formParam("csrf", csrf);
  }
}
