#!/usr/bin/env python3
"""Follows the feed, scores every transaction by the history of its account, posts the scores, prints the scoreboard.

usage: detector.py [URL] [--name NAME] [--seconds N]     Python 3.8 or later, standard library alone
"""
import argparse, json, math, time, urllib.request

options = argparse.ArgumentParser()
options.add_argument("url", nargs="?", default="http://localhost:8000")
options.add_argument("--name", default="example")
options.add_argument("--key", help="an API key, if the service asks for one")
options.add_argument("--seconds", type=float, default=math.inf, help="stop after this time")
ARGS = options.parse_args()
HEADERS = {"Authorization": "Bearer " + ARGS.key} if ARGS.key else {}
END = time.monotonic() + ARGS.seconds


def call(path, body=None, headers=None):
    data = None if body is None else json.dumps(body).encode()
    kind = {} if body is None else {"Content-Type": "application/json"}
    request = urllib.request.Request(ARGS.url + path, data, {**HEADERS, **kind, **(headers or {})})
    return urllib.request.urlopen(request, timeout=60)


class Account:
    """The little that is remembered of an account."""

    def __init__(self):
        self.count, self.mean, self.payees = 0, 13.8, set()

    def score(self, t):
        """A sum of signals, squeezed into 0 to 1."""
        amount = math.log(t["transaction_amount_vnd"])
        unusual = amount - self.mean
        new_payee = (t["counterparty_bank"], t["counterparty_account_id"]) not in self.payees
        fee_off = abs(t["transaction_fees_vnd"] - t["total_deposits_vnd"] / 1000) > 1
        signals = (
            0.8 * max(0.0, unusual - 0.5)
            + 0.7 * min(t["biometric_failure_count"], 4)
            + 0.12 * min(t["transaction_frequency_5min"] - 1, 20)
            + 1.5 * t["device_id"].startswith("DEV_NEW_")
            + 1.2 * (t["transaction_hour"] >= 22 or t["transaction_hour"] <= 4)
            + 1.5 * fee_off
            + 0.8 * (new_payee and t["transaction_type"] == "transfer")
        )
        return 1 / (1 + math.exp(5.0 - signals))

    def learn(self, t):
        self.count += 1
        self.mean += (math.log(t["transaction_amount_vnd"]) - self.mean) / (self.count + 3)
        self.payees.add((t["counterparty_bank"], t["counterparty_account_id"]))


def batches():
    """The transactions of each batch. After a break it resumes where it was."""
    last_id = None
    while time.monotonic() < END:
        try:
            with call("/stream?fields=extended", headers={"Last-Event-ID": last_id} if last_id else {}) as stream:
                for line in stream:
                    if line.startswith(b"id: "):
                        last_id = line[4:].strip().decode()
                    elif line.startswith(b'data: {"timestamp"'):
                        yield json.loads(line[6:])["transactions"]
                    if time.monotonic() >= END:
                        return
        except OSError as problem:
            print("reconnecting:", problem)
        time.sleep(1)


def show():
    board = json.load(call("/scoreboard?detector=" + ARGS.name))["detectors"][0]
    rows = {ARGS.name: board["figures"], **board["floors"]}
    print(f"\n{board['judged']} judged, {board['fraud']} fraud, {board['pending']} pending, {board['unscored']} unscored")
    print(f"{'':12}{'PR-AUC':>8}{'ROC-AUC':>9}{'precision':>11}{'recall':>8}")
    for name, row in rows.items():
        figures = row["pr_auc"], row["roc_auc"], row["at_threshold"]["precision"], row["at_threshold"]["recall"]
        print(f"{name:12}" + "".join("    –    " if x is None else f"{x:9.3f}" for x in figures))


accounts, shown = {}, time.monotonic()
for batch in batches():
    scores = []
    for t in batch:
        account = accounts.setdefault(t["account_id"], Account())
        scores.append({"transaction_id": t["transaction_id"], "score": account.score(t)})
        account.learn(t)
    try:
        call("/scores", {"detector": ARGS.name, "scores": scores}).close()
        if time.monotonic() - shown > 10:
            show()
            shown = time.monotonic()
    except OSError as problem:
        print("not posted:", problem)
show()
