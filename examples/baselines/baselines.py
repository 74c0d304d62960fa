#!/usr/bin/env python3
"""What simple detectors reach on Bankfeed's data sets: the figures of the model card in docs/data.md.

usage: baselines.py [URL] [--difficulties 0,0.5,1] [--rates 0.05,0.005] [--seeds 7]

Needs pandas and scikit-learn, and a running service. Each data set has 240,000 rows over 12 days. A detector learns
from the first 70 % in time, and is measured on the rest.
"""
import argparse
import collections
import urllib.request

import numpy as np
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, f1_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

ROWS, DAYS, TRAINED = 240_000, 12, 0.7
HOUR, DAY = 3600, 86_400
NIGHT = [22, 23, 0, 1, 2, 3, 4]
NUMBERS = ["branch_id", "transaction_amount_vnd", "transaction_hour", "biometric_failure_count",
           "transaction_frequency_5min", "total_loans_vnd", "num_transactions", "npl_flag", "total_deposits_vnd",
           "transaction_fees_vnd"]
LARGE_NUMBERS = ["transaction_amount_vnd", "total_loans_vnd", "total_deposits_vnd", "transaction_fees_vnd",
                 "num_transactions", "transaction_frequency_5min"]


def dataset(url, difficulty, rate, seed):
    extended = "&fields=extended" if difficulty > 0 else ""
    query = (f"/datasets?count={ROWS}&rate={ROWS / (DAYS * DAY):.10f}&start=2026-01-05&seed={seed}&format=csv"
             f"&labels=true&fraud_injection_rate={rate}&difficulty={difficulty}{extended}")
    with urllib.request.urlopen(url + query) as response:
        return pd.read_csv(response, parse_dates=["transaction_timestamp"])


def rule(rows):
    """All documented signals of a pattern at once."""
    amount, hour, frequency = rows.transaction_amount_vnd, rows.transaction_hour, rows.transaction_frequency_5min
    laundering = (amount > 300e6) & hour.isin([23, 0, 1, 2, 3]) & (frequency > 15)
    takeover = (rows.device_id.str.startswith("DEV_NEW_9") & rows.biometric_failure_count.between(3, 5)
                & hour.isin([22, 23, 2, 3, 4]))
    loan = ((rows.total_loans_vnd > 500e6) & (rows.num_transactions < 50) & rows.device_id.str.startswith("DEV_NEW_8"))
    fee = (amount <= 100_000) & (frequency > 12) & ((rows.transaction_fees_vnd - amount / 20).abs() <= 1)
    return laundering | takeover | loan | fee


def fields(rows):
    """The fields of each row as numbers."""
    numbers = rows[NUMBERS].copy()
    numbers["account"] = rows.account_id.str[4:].astype(int)
    numbers["device"] = rows.device_id.str.extract(r"(\d+)$")[0].astype(int)
    numbers["new_device"] = rows.device_id.str.startswith("DEV_NEW_")
    numbers["city"] = rows.location_city.astype("category").cat.codes
    return numbers.astype(float)


def linear(rows):
    """The fields on a scale that suits a linear model."""
    numbers = fields(rows)
    numbers[LARGE_NUMBERS] = np.log1p(numbers[LARGE_NUMBERS])
    numbers["night"] = rows.transaction_hour.isin(NIGHT)
    return numbers


def seconds_of(rows):
    return rows.transaction_timestamp.astype("int64").to_numpy() / 1e9


def history(rows):
    """What the account did before."""
    seconds, account = pd.Series(seconds_of(rows)), rows.account_id
    amount = np.log(rows.transaction_amount_vnd)
    seen = rows.groupby(account).cumcount()
    known = pd.DataFrame(index=rows.index)
    known["seconds_since_last"] = seconds.groupby(account).diff().fillna(-1)
    known["rows_in_6_hours"] = in_window(zip(account, seconds), 6 * HOUR)
    known["device_is_new_to_account"] = ~rows.duplicated(["account_id", "device_id"])
    known["amount_against_mean"] = amount - (amount.groupby(account).cumsum() - amount + 3 * 13.8) / (seen + 3)
    for field in ("location_city", "branch_id"):
        known[f"{field}_changed"] = rows[field] != rows[field].groupby(account).shift()
    return known.astype(float)


def in_window(keyed_times, length):
    """How many earlier rows have the same key within a time."""
    recent, counts = collections.defaultdict(collections.deque), []
    for key, time in keyed_times:
        times = recent[key]
        while times and times[0] <= time - length:
            times.popleft()
        counts.append(len(times))
        times.append(time)
    return counts


def payers_in_window(payees, payers, times, length):
    """How many accounts have paid a payee within a time before each row."""
    recent = collections.defaultdict(collections.deque)
    counts, counted = collections.defaultdict(collections.Counter), []
    for payee, payer, time in zip(payees, payers, times):
        while recent[payee] and recent[payee][0][0] <= time - length:
            gone = recent[payee].popleft()[1]
            counts[payee][gone] -= 1
            if not counts[payee][gone]:
                del counts[payee][gone]
        counted.append(len(counts[payee]))
        recent[payee].append((time, payer))
        counts[payee][payer] += 1
    return counted


def received_in_window(payees, payers, amounts, times, length):
    """What each payer received itself within a time before each row."""
    received, sums, result = collections.defaultdict(collections.deque), collections.Counter(), []
    for payee, payer, amount, time in zip(payees, payers, amounts, times):
        while received[payer] and received[payer][0][0] <= time - length:
            sums[payer] -= received[payer].popleft()[1]
        result.append(sums[payer])
        received[payee].append((time, amount))
        sums[payee] += amount
    return np.array(result, float)


def counterparties(rows):
    """Whom the account pays."""
    times = seconds_of(rows)
    payee = rows.counterparty_bank + ":" + rows.counterparty_account_id.astype(str)
    payer = "BANK_01:" + rows.account_id
    pair = payer + ">" + payee
    first = pd.Series(times).groupby(payee).transform("first")
    known = pd.DataFrame(index=rows.index)
    known["paid_before"] = rows.groupby(pair).cumcount()
    known["payers_in_a_day"] = payers_in_window(payee, payer, times, DAY)
    known["payers_in_a_week"] = payers_in_window(payee, payer, times, 7 * DAY)
    known["payee_known_for"] = times - first
    received = received_in_window(payee, payer, rows.transaction_amount_vnd, times, DAY)
    known["received_against_amount"] = received / rows.transaction_amount_vnd
    known["new_payees"] = (known.paid_before == 0).groupby(payer).cumsum()
    for field in ("counterparty_bank", "transaction_type", "channel"):
        known[field] = rows[field].astype("category").cat.codes
    known["merchant_category"] = rows.merchant_category.fillna(0)
    return known.astype(float)


def precision_recall_area(model, features, fraud):
    learned = int(TRAINED * len(fraud))
    model.fit(features[:learned], fraud[:learned])
    return average_precision_score(fraud[learned:], model.predict_proba(features[learned:])[:, 1])


def boosting():
    return HistGradientBoostingClassifier(
        max_iter=100, early_stopping=True, n_iter_no_change=5, l2_regularization=1.0, random_state=1)


def measure(rows):
    fraud = rows.is_fraud.astype(bool).to_numpy()
    row = fields(rows)
    before = pd.concat([row, history(rows)], axis=1)
    results = {
        "rule of the documented signals, F1": f1_score(fraud, rule(rows)),
        "logistic regression, PR-AUC": precision_recall_area(
            make_pipeline(StandardScaler(), LogisticRegression(max_iter=100)), linear(rows), fraud),
        "gradient boosting, PR-AUC": precision_recall_area(boosting(), row, fraud),
        "... with account history": precision_recall_area(boosting(), before, fraud),
    }
    if "counterparty_bank" in rows:
        everything = pd.concat([before, counterparties(rows)], axis=1)
        results["... and counterparties"] = precision_recall_area(boosting(), everything, fraud)
    return results


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url", nargs="?", default="http://localhost:8080")
    parser.add_argument("--difficulties", default="0,0.5,1")
    parser.add_argument("--rates", default="0.05,0.005")
    parser.add_argument("--seeds", default="7")
    options = parser.parse_args()
    for seed in options.seeds.split(","):
        for rate in options.rates.split(","):
            for difficulty in options.difficulties.split(","):
                print(f"difficulty {difficulty}, {float(rate):.1%} fraud, seed {seed}", flush=True)
                for name, value in measure(dataset(options.url, float(difficulty), rate, seed)).items():
                    print(f"  {name:36s} {value:.3f}", flush=True)


if __name__ == "__main__":
    main()
