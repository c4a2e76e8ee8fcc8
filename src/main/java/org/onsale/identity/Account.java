package org.onsale.identity;

/** A person who may sign in. */
public record Account(long id, String email, String name) {}
