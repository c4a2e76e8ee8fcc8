package org.onsale.platform;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs all {@link RecurringWork} by db-scheduler, which lets one node at a time have each. */
@Singleton
public final class Scheduling {
  private static final Duration POLLING = Duration.ofSeconds(1);

  /** A node that was killed loses its work to another, or to itself restarted, after four. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(3);

  private static final Duration SHUTDOWN_WAIT = Duration.ofSeconds(5);

  /** One for each work that can take long, so that none waits for another. */
  private static final int THREADS = 8;

  private final Database database;
  private final List<RecurringWork> works;
  private @Nullable Scheduler scheduler;

  @Inject
  public Scheduling(Database database, @All List<RecurringWork> works) {
    this.database = database;
    this.works = List.copyOf(works);
  }

  void start(@Observes StartupEvent event) {
    List<RecurringTask<Void>> tasks = works.stream().map(Scheduling::task).toList();
    Scheduler fresh =
        Scheduler.create(database.dataSource())
            .startTasks(tasks)
            .threads(THREADS)
            .pollingInterval(POLLING)
            .heartbeatInterval(HEARTBEAT)
            .missedHeartbeatsLimit(4)
            .shutdownMaxWait(SHUTDOWN_WAIT)
            .build();
    fresh.start();
    scheduler = fresh;
  }

  private static RecurringTask<Void> task(RecurringWork work) {
    return Tasks.recurring(work.name(), FixedDelay.of(work.pause()))
        .execute((instance, context) -> work.work().run());
  }

  void stop(@Observes ShutdownEvent event) {
    if (scheduler != null) {
      scheduler.stop();
    }
  }

  @Produces
  @Singleton
  static RecurringWork outbox(OutboxDelivery delivery) {
    return new RecurringWork("outbox", Duration.ofSeconds(1), delivery::run);
  }
}
