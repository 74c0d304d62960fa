-- Counts the transactions whose labels are known, and adds up their amounts, by type of fraud.

-- More tasks than partitions would hold the watermark back, and no transaction would be forgotten
SET 'table.exec.resource.default-parallelism' = '1';
-- Prints changes of many transactions together, rather than one for each
SET 'sql-client.execution.result-mode' = 'tableau';
SET 'table.exec.mini-batch.enabled' = 'true';
SET 'table.exec.mini-batch.allow-latency' = '1 s';
SET 'table.exec.mini-batch.size' = '10000';

CREATE TABLE transactions (
  transaction_id STRING,
  transaction_amount_vnd BIGINT,
  transaction_timestamp STRING,
  -- The local time of the bank: Flink ignores the offset, which is always +07:00
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

-- The interval is how long a transaction waits for its label: choose more than the label delay of the bank
SELECT fraud_type, COUNT(*) AS transactions, SUM(transaction_amount_vnd) AS amount_vnd
FROM transactions JOIN labels ON transactions.transaction_id = labels.transaction_id
  AND known_time BETWEEN bank_time AND bank_time + INTERVAL '1' DAY
GROUP BY fraud_type;
