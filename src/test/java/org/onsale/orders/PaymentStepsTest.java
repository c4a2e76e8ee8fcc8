package org.onsale.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.onsale.payments.Sandbox;
import org.onsale.platform.Database;
import org.onsale.platform.Outbox;
import org.onsale.platform.TestDatabase;

class PaymentStepsTest {

  /** A pool commits what is open on a connection that it is given back. */
  @Test
  void when_the_jvm_fails_in_the_middle_of_a_step_nothing_of_it_stays() {
    TestDatabase.Address address = TestDatabase.create();
    var sandbox = new Sandbox(address.database());
    try (var node = new OrdersFixture(address, sandbox, List.of())) {
      Order order = node.order(1);
      var steps = new PaymentSteps(new Database(withoutMemory(address.pool())), new Outbox());
      node.steps
          .take(new Step.Start(order.code(), "sandbox", IdempotencyKey.of("k", "1")))
          .toCompletableFuture()
          .join();
      var declined = new Step.Declined(order.code(), 1, "too little money");
      assertThatThrownBy(() -> steps.take(declined).toCompletableFuture().join())
          .hasRootCauseInstanceOf(OutOfMemoryError.class);
      steps.close();
      List<String> states =
          node.database
              .jdbi()
              .withHandle(
                  h -> h.createQuery("SELECT status FROM payment").mapTo(String.class).list());
      assertThat(states).containsExactly("started");
    }
  }

  /** One in which there is no memory left when the outbox is written. */
  private static DataSource withoutMemory(DataSource pool) {
    return proxy(
        DataSource.class,
        pool,
        (name, arguments, answer) ->
            answer instanceof Connection connection
                ? proxy(Connection.class, connection, PaymentStepsTest::fail)
                : answer);
  }

  private static @Nullable Object fail(String name, Object[] arguments, @Nullable Object answer) {
    if (name.equals("prepareStatement") && ((String) arguments[0]).contains("INSERT INTO outbox")) {
      throw new OutOfMemoryError("as it would be");
    }
    return answer;
  }

  private interface After {
    @Nullable Object then(String name, Object[] arguments, @Nullable Object answer);
  }

  private static <T> T proxy(Class<T> type, T of, After after) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              try {
                return after.then(method.getName(), arguments, method.invoke(of, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
