"""A source as it was at an earlier moment, as far as it keeps what it was.

Events after the moment are taken away, orders and incidents that ended later are open again. Rows
that a platform overwrites and never dates (its lists of accounts, strategies, symbols) stay as they
are: nobody can know what they were.
"""

# When a row of a table happened, or since when there is what it lists. Of tables that are not here
# nobody can say it.
HAPPENED = {
    "daily_profit": {
        "feature_store_account_daily": "feature_date", "model_predictions": "created_at",
        "pipeline_execution_log": "start_time", "query_performance_log": "logged_at",
        "raw_metrics_daily": "date", "raw_metrics_hourly": "date", "raw_regimes_daily": "date",
        "raw_trades_closed": "close_time", "raw_trades_open": "open_time",
        "stg_accounts_daily_snapshots": "date",
    },
    "mastertrade": {
        "alert_history": "sent_at", "alert_suppressions": "created_at", "alerts": "created_at",
        "audit_logs": "created_at", "backtest_results": "created_at",
        "circuit_breaker_events": "triggered_at", "goal_adjustments": "applied_at",
        "goal_progress": "timestamp", "strategies": "created_at", "market_data": "timestamp",
        "onchain_metrics": "timestamp",
        "orders": "created_at", "portfolio_balances": "timestamp", "risk_metrics": "timestamp",
        "social_sentiment": "timestamp", "stock_indices": "timestamp",
        "technical_indicators": "timestamp", "trades": "executed_at",
        "whale_transactions": "timestamp",
    },
    "patriot": {
        "backup_metadata": "start_time", "event_store": "occurred_at",
        "market_data": "time", "order_fills": "fill_timestamp",
        "order_lifecycle_events": "occurred_at", "orders": "created_at",
        "performance_metrics": "time", "portfolio_snapshots": "time",
        "risk_metrics_history": "time", "risk_violations": "created_at",
        "strategies": "created_at", "system_logs": "created_at", "user_accounts": "created_at",
        "user_strategy_assignments": "assigned_at",
    },
    "schwab": {
        "accounts": "created_at", "execution_legs": "execution_time",
        "options_chains": "snapshot_datetime",
        "order_activities": "created_at", "orders": "entered_time",
        "price_data": "datetime_utc", "transactions": "transaction_time",
    },
    "swiftbolt": {
        "forecast_evaluations": "evaluation_date", "indicator_values": "ts", "intraday_bars": "ts",
        "job_runs": "created_at", "job_queue": "created_at", "ml_forecasts": "run_at",
        "news_items": "published_at", "ohlc_bars_v2": "ts", "options_legs": "entry_timestamp",
        "options_multi_leg_alerts": "created_at", "options_price_history": "recorded_at",
        "options_ranks": "run_at", "options_snapshots": "snapshot_time",
        "options_strategies": "opened_at", "ranking_jobs": "created_at",
        "scanner_alerts": "triggered_at", "symbols_backfill_queue": "created_at",
    },
}  # fmt: skip

# What is undone where it came after the moment: table, when, what the row was before.
UNDONE = {
    "daily_profit": [("pipeline_execution_log", "end_time", "end_time = null, status = 'running'")],
    "mastertrade": [
        ("orders", "coalesce(filled_at, updated_at)",
         "status = case when status = 'rejected' then 'rejected' else 'open' end, filled_at = null,"
         " filled_quantity = 0, average_fill_price = null, updated_at = created_at"),
        ("alerts", "acknowledged_at", "acknowledged_at = null"),
        ("alerts", "resolved_at", "resolved_at = null"),
        ("circuit_breaker_events", "resolved_at", "resolved_at = null"),
    ],
    "patriot": [
        ("orders", "coalesce(cancelled_at, filled_at, updated_at)",
         "status = 'NEW', filled_at = null, cancelled_at = null, filled_quantity = 0,"
         " avg_fill_price = null, commission = 0, updated_at = created_at"),
        ("risk_violations", "resolved_at", "resolved_at = null"),
        ("user_strategy_assignments", "deactivated_at",
         "deactivated_at = null, is_active = true"),
    ],
    "schwab": [
        ("orders", "coalesce(close_time, cancel_time)",
         "status = 'WORKING', close_time = null, cancel_time = null, filled_quantity = 0,"
         " remaining_quantity = quantity"),
    ],
    "swiftbolt": [],
}  # fmt: skip


def cut(connection, moment: str) -> None:
    """Take everything away that came after a moment; rows of what is gone go with it."""
    with connection, connection.cursor() as cursor:
        cursor.execute("set timezone = 'UTC'")
        for system, tables in UNDONE.items():
            for table, when, before in tables:
                cursor.execute(
                    f"update raw_{system}.{table} set {before} where {when} > %s", [moment]
                )
        # Attempts to deliver an alert may have no time of their own.
        cursor.execute(
            "delete from raw_mastertrade.alert_history where alert_id in"
            " (select id from raw_mastertrade.alerts where created_at > %s)",
            [moment],
        )
        for system, tables in HAPPENED.items():
            for table, when in tables.items():
                cursor.execute(f"delete from raw_{system}.{table} where {when} > %s", [moment])
        for child, key, parent in (
            ("order_legs", "order_id", "orders"),
            ("execution_legs", "leg_id", "order_legs"),
            ("transaction_items", "transaction_id", "transactions"),
        ):
            cursor.execute(
                f"delete from raw_schwab.{child} where {key} not in"
                f" (select {key} from raw_schwab.{parent})"
            )


def plant(connection, moment: str) -> None:
    """A strategy and an account on every platform that is made a day after a moment."""
    later = {
        "mastertrade.strategies": "id, name, symbol, interval, parameters, status, created_at",
        "patriot.strategies": "id, name, strategy_type, is_active, created_at",
        "patriot.user_accounts": "id, user_id, exchange, account_name, encrypted_api_key,"
        " encrypted_api_secret, is_testnet, is_active, created_at",
    }
    with connection, connection.cursor() as cursor:
        for table, columns in later.items():
            copied = columns.replace("created_at", "%s::timestamptz + interval '1 day'")
            copied = copied.replace("id, ", "gen_random_uuid(), ", 1)
            copied = copied.replace("status", "'draft'").replace(" name,", " 'Made later',")
            cursor.execute(
                f"insert into raw_{table} ({columns}) select {copied} from raw_{table} limit 1",
                [moment],
            )
        cursor.execute(
            "insert into raw_schwab.accounts (account_id, account_hash, account_type, created_at)"
            " values (4711, 'later', 'CASH', %s::timestamptz + interval '1 day')",
            [moment],
        )
