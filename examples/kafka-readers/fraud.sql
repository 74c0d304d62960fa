-- Counts the transactions whose labels are known, and what they moved, by type of fraud.

CREATE TABLE transactions (
  transaction_id STRING,
  account_id STRING,
  transaction_amount_vnd BIGINT,
  transaction_timestamp STRING,
  -- The bank's local time: Flink reads over the offset, which is always +07:00
  bank_time AS TO_TIMESTAMP(transaction_timestamp, 'yyyy-MM-dd''T''HH:mm:ss.SSSSSSXXX'),
  WATERMARK FOR bank_time AS bank_time
) WITH (
  'connector' = 'kafka',
  'topic' = 'bankfeed.transactions',
  'properties.bootstrap.servers' = '127.0.0.1:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'scan.bounded.mode' = 'unbounded',
  'format' = 'json'
);

CREATE TABLE labels (
  transaction_id STRING,
  is_fraud BOOLEAN,
  fraud_type STRING,
  labelled_at STRING,
  known_time AS TO_TIMESTAMP(labelled_at, 'yyyy-MM-dd''T''HH:mm:ss.SSSSSSXXX'),
  WATERMARK FOR known_time AS known_time
) WITH (
  'connector' = 'kafka',
  'topic' = 'bankfeed.labels',
  'properties.bootstrap.servers' = '127.0.0.1:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'scan.bounded.mode' = 'unbounded',
  'format' = 'json'
);

-- The interval must be at least the label delay of the bank: a transaction is forgotten when it is over
SELECT fraud_type, COUNT(*) AS transactions, SUM(transaction_amount_vnd) AS amount_vnd
FROM transactions JOIN labels ON transactions.transaction_id = labels.transaction_id
  AND known_time BETWEEN bank_time AND bank_time + INTERVAL '1' DAY
GROUP BY fraud_type;
