package org.onsale.payments;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.onsale.platform.FieldError;

/**
 * What opens an account at a provider. Parts that are empty are not known; nothing of them is ever
 * shown but how they end.
 */
public sealed interface Keys {
  /** The methods that have any. */
  List<String> METHODS = List.of("stripe", "paypal");

  /** Of the gateway that they are for. */
  String method();

  /** Whether they move no money. */
  @JsonIgnore
  boolean isTest();

  /** What cannot be right about them, by field. */
  List<FieldError> faults();

  /** How the part ends by which people tell keys apart. */
  String hint();

  /** How the part ends that lets messages be believed; empty without it. */
  String webhookHint();

  /** Stripe's. */
  record Stripe(String secretKey, String webhookSecret) implements Keys {
    private static final Pattern KEY = Pattern.compile("(sk|rk)_(test|live)_[A-Za-z0-9_]{4,240}");
    private static final Pattern WEBHOOK = Pattern.compile("whsec_[A-Za-z0-9_+/=]{4,240}");

    public Stripe {
      secretKey = secretKey.strip();
      webhookSecret = webhookSecret.strip();
    }

    /** These, and what they leave empty from those before. */
    Stripe over(Stripe before) {
      return new Stripe(
          filled(secretKey, before.secretKey), filled(webhookSecret, before.webhookSecret));
    }

    @Override
    public String method() {
      return "stripe";
    }

    @Override
    public boolean isTest() {
      return !secretKey.startsWith("sk_live_") && !secretKey.startsWith("rk_live_");
    }

    @Override
    public List<FieldError> faults() {
      List<FieldError> faults = new ArrayList<>();
      if (!KEY.matcher(secretKey).matches()) {
        faults.add(
            new FieldError(
                "secretKey", "A secret key begins with sk_test_, sk_live_, rk_test_ or rk_live_."));
      }
      if (!webhookSecret.isEmpty() && !WEBHOOK.matcher(webhookSecret).matches()) {
        faults.add(new FieldError("webhookSecret", "A signing secret begins with whsec_."));
      }
      return faults;
    }

    @Override
    public String hint() {
      return end(secretKey);
    }

    @Override
    public String webhookHint() {
      return end(webhookSecret);
    }

    /** Without the secrets. */
    @Override
    public String toString() {
      return "keys of Stripe …" + hint();
    }
  }

  /**
   * PayPal's.
   *
   * @param environment {@code sandbox} or {@code live}
   */
  record PayPal(String clientId, String clientSecret, String webhookId, String environment)
      implements Keys {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{2,240}");

    public PayPal {
      clientId = clientId.strip();
      clientSecret = clientSecret.strip();
      webhookId = webhookId.strip();
      environment = environment.strip();
    }

    /** These, and what they leave empty from those before. */
    PayPal over(PayPal before) {
      return new PayPal(
          filled(clientId, before.clientId),
          filled(clientSecret, before.clientSecret),
          filled(webhookId, before.webhookId),
          filled(environment, before.environment));
    }

    @Override
    public String method() {
      return "paypal";
    }

    @Override
    public boolean isTest() {
      return !environment.equals("live");
    }

    @Override
    public List<FieldError> faults() {
      List<FieldError> faults = new ArrayList<>();
      if (!ID.matcher(clientId).matches()) {
        faults.add(new FieldError("clientId", "Letters, digits, - and _: as PayPal shows it."));
      }
      if (!ID.matcher(clientSecret).matches()) {
        faults.add(new FieldError("clientSecret", "Letters, digits, - and _: as PayPal shows it."));
      }
      if (!webhookId.isEmpty() && !ID.matcher(webhookId).matches()) {
        faults.add(new FieldError("webhookId", "Letters and digits: as PayPal shows it."));
      }
      if (!environment.equals("live") && !environment.equals("sandbox")) {
        faults.add(new FieldError("environment", "Whose keys are these: sandbox or live?"));
      }
      return faults;
    }

    @Override
    public String hint() {
      return end(clientId);
    }

    @Override
    public String webhookHint() {
      return end(webhookId);
    }

    /** Without the secrets. */
    @Override
    public String toString() {
      return "keys of PayPal …" + hint();
    }
  }

  private static String filled(String given, String before) {
    return given.isEmpty() ? before : given;
  }

  /** Four characters at most, and no more than half. */
  private static String end(String secret) {
    return secret.substring(secret.length() - Math.min(4, secret.length() / 2));
  }
}
