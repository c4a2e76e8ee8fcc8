-- Receipts of paid orders and credit notes of refunds, numbered without gaps: the row of the series
-- is locked by whoever takes the next number, and a transaction that fails takes none.
CREATE TABLE receipt_series (
    kind text   NOT NULL PRIMARY KEY CHECK (kind IN ('receipt', 'credit_note')),
    last bigint NOT NULL CHECK (last >= 0)
);
INSERT INTO receipt_series (kind, last) VALUES ('receipt', 0), ('credit_note', 0);

CREATE TABLE receipt (
    kind      text        NOT NULL REFERENCES receipt_series (kind),
    number    bigint      NOT NULL CHECK (number > 0),
    event_id  bigint      NOT NULL,
    code      text        NOT NULL,
    refund    int         NOT NULL CHECK ((kind = 'credit_note') = (refund > 0)),  -- 0 for a receipt
    seller    text        NOT NULL,                    -- as it was called then
    country   text        NOT NULL,
    issued_at timestamptz NOT NULL,
    PRIMARY KEY (kind, number),
    CONSTRAINT receipt_once UNIQUE (event_id, code, refund),
    FOREIGN KEY (event_id, code) REFERENCES customer_order (event_id, code)
);
