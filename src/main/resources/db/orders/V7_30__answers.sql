-- What buyers have answered to an organiser's questions. The question stands beside its answer as it was asked.
CREATE TABLE order_answer (
    event_id bigint NOT NULL,
    code     text   NOT NULL,
    line     int    NOT NULL CHECK (line >= 0),              -- of the order; 0: the order itself
    question int    NOT NULL CHECK (question > 0),
    label    text   NOT NULL CHECK (length(label) <= 200),
    answer   text   NOT NULL CHECK (answer <> '' AND length(answer) <= 2000),
    PRIMARY KEY (event_id, code, line, question)
);
