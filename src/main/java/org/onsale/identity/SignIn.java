package org.onsale.identity;

import java.time.Duration;

/** What came of an attempt to sign in. */
public sealed interface SignIn {

  record SignedIn(Account account) implements SignIn {}

  /** E-mail or password is wrong; which of them is not told. */
  record Wrong() implements SignIn {}

  record TooMany(Duration retryAfter) implements SignIn {}
}
