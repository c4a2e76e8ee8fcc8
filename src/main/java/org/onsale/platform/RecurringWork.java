package org.onsale.platform;

import java.time.Duration;

/**
 * Work that some node must do again and again; every bean of this type is scheduled. One node at a
 * time does it.
 *
 * @param name unique and stable
 * @param pause between the end of one run and the start of the next
 */
public record RecurringWork(String name, Duration pause, Runnable work) {}
