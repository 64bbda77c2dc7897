-- PATRIOT: copy trading over several crypto exchanges. Every timestamp has a time zone.
-- Types first, then parents before children.
-- Repair: the platform's own script uses types and tables before it makes them; this order loads.
-- Repair: its time-series tables need an extension; here they are plain tables.
-- Repair: its triggers are left out. The audit trigger overwrites created_at on insert, the fill
-- trigger turns cancelled orders into filled ones and adds up fees of different assets, and the
-- allocation trigger cannot be created. Data tests watch the rules they stood for.

-- Types

create type exchange_enum as enum ('BINANCE', 'BYBIT', 'OKX', 'MEXC');
create type order_side_enum as enum ('BUY', 'SELL');
create type order_status_enum as enum (
    'PENDING', 'NEW', 'PARTIALLY_FILLED', 'FILLED', 'CANCELLED', 'REJECTED', 'EXPIRED'
);
create type order_type_enum as enum (
    'MARKET', 'LIMIT', 'STOP_MARKET', 'STOP_LIMIT', 'TAKE_PROFIT', 'TAKE_PROFIT_LIMIT', 'LIMIT_MAKER'
);
create type period_type_enum as enum ('HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'QUARTERLY', 'YEARLY');
create type position_side_enum as enum ('LONG', 'SHORT', 'BOTH');
create type projection_status_enum as enum ('RUNNING', 'STOPPED', 'ERROR', 'REBUILDING', 'PAUSED');
create type risk_parameter_type_enum as enum ('GLOBAL', 'USER', 'STRATEGY', 'ACCOUNT');
create type risk_profile_enum as enum ('LOW', 'MEDIUM', 'HIGH', 'ULTRA_HIGH');
-- Repair: the platform's migration writes MIGRATED, which its type lacks.
create type snapshot_type_enum as enum ('SCHEDULED', 'TRIGGERED', 'MANUAL', 'REBALANCE', 'MIGRATED');
create type strategy_type_enum as enum (
    'SCALPING', 'SWING', 'ARBITRAGE', 'GRID', 'DCA', 'MOMENTUM', 'MEAN_REVERSION'
);
create type sync_status_enum as enum ('PENDING', 'SYNCING', 'SYNCED', 'ERROR', 'DISABLED');
create type time_in_force_enum as enum ('GTC', 'IOC', 'FOK');
create type user_status_enum as enum ('ACTIVE', 'SUSPENDED', 'CLOSED', 'PENDING_VERIFICATION');

-- Core

create table users (
    id uuid primary key default gen_random_uuid(),
    telegram_id bigint not null unique,
    username varchar(50) not null,
    email varchar(255),
    status user_status_enum not null default 'ACTIVE',
    risk_profile risk_profile_enum not null default 'MEDIUM',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    -- Repair: the original doubles the backslash and so refuses every ordinary address.
    constraint users_email_is_an_address check (
        email is null or email ~* '^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}$'
    ),
    constraint users_telegram_id_is_positive check (telegram_id > 0),
    constraint users_username_has_3_characters check (char_length(username) >= 3)
);

-- Repair: the exclusion of a second active account per user and exchange is left out. Three are
-- meant to be allowed, and it needs an extension; a data test counts them.
create table user_accounts (
    id uuid primary key default gen_random_uuid(),
    user_id uuid not null references users (id) on delete cascade,
    exchange exchange_enum not null,
    account_name varchar(100) not null,
    encrypted_api_key text not null,
    encrypted_api_secret text not null,
    encrypted_passphrase text,
    is_active boolean not null default true,
    is_testnet boolean not null default false,
    last_sync_at timestamptz,
    sync_status sync_status_enum not null default 'PENDING',
    sync_error_message text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    encrypted_api_key_v2 text,
    encrypted_api_secret_v2 text,
    key_encryption_version integer default 1,
    unique (user_id, account_name),
    constraint user_accounts_key_is_not_empty check (char_length(encrypted_api_key) > 0),
    constraint user_accounts_secret_is_not_empty check (char_length(encrypted_api_secret) > 0)
);

create table strategies (
    id uuid primary key default gen_random_uuid(),
    name varchar(100) not null unique,
    description text,
    strategy_type strategy_type_enum not null,
    config jsonb not null default '{}',
    risk_level risk_profile_enum not null default 'MEDIUM',
    is_active boolean not null default true,
    min_balance_usd numeric(18, 2),
    max_leverage integer not null default 10,
    supported_symbols varchar(20) [] not null default '{}',
    supported_exchanges exchange_enum [] not null default '{}',
    performance_fee_percent numeric(5, 2) not null default 30.0,
    max_users integer,
    created_by uuid references users (id) on delete set null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint strategies_config_is_an_object check (jsonb_typeof(config) = 'object'),
    constraint strategies_leverage_is_1_to_125 check (max_leverage between 1 and 125),
    constraint strategies_max_users_is_positive check (max_users > 0),
    constraint strategies_min_balance_is_positive check (min_balance_usd > 0),
    constraint strategies_name_has_3_characters check (char_length(name) >= 3),
    constraint strategies_fee_is_a_percentage check (performance_fee_percent between 0 and 100)
);

create table user_strategy_assignments (
    id uuid primary key default gen_random_uuid(),
    user_id uuid not null references users (id) on delete cascade,
    account_id uuid not null references user_accounts (id) on delete cascade,
    strategy_id uuid not null references strategies (id) on delete cascade,
    allocation_percent numeric(5, 2) not null,
    allocated_balance_usd numeric(18, 2),
    risk_multiplier numeric(4, 2) not null default 1.0,
    is_active boolean not null default true,
    auto_rebalance boolean not null default false,
    assigned_at timestamptz not null default now(),
    deactivated_at timestamptz,
    last_rebalanced_at timestamptz,
    constraint assignments_balance_is_positive check (allocated_balance_usd > 0),
    constraint assignments_allocation_is_a_share check (
        allocation_percent > 0 and allocation_percent <= 100
    ),
    constraint assignments_end_when_deactivated check (is_active = (deactivated_at is null)),
    constraint assignments_multiplier_is_up_to_10 check (
        risk_multiplier > 0 and risk_multiplier <= 10
    )
);

-- Repair: the original key contains is_active, so a second deactivation of a pair fails.
create unique index assignments_one_active
on user_strategy_assignments (user_id, account_id, strategy_id) where is_active;

create table exchanges (
    id uuid primary key default gen_random_uuid(),
    name varchar(50) not null unique,
    display_name varchar(100),
    api_base_url varchar(255),
    websocket_url varchar(255),
    is_active boolean not null default true,
    supports_futures boolean not null default false,
    supports_spot boolean not null default true,
    rate_limits jsonb,
    created_at timestamptz not null default now()
);

create table symbols (
    id uuid primary key default gen_random_uuid(),
    exchange_id uuid not null references exchanges (id),
    symbol varchar(20) not null,
    base_asset varchar(20) not null,
    quote_asset varchar(20) not null,
    tick_size numeric(18, 8),
    step_size numeric(18, 8),
    min_quantity numeric(18, 8),
    max_quantity numeric(18, 8),
    is_active boolean not null default true,
    created_at timestamptz not null default now(),
    unique (exchange_id, symbol),
    constraint symbols_quantity_range_is_ordered check (min_quantity <= max_quantity)
);

-- Trading

create table orders (
    id uuid primary key default gen_random_uuid(),
    user_id uuid not null references users (id) on delete cascade,
    account_id uuid not null references user_accounts (id) on delete cascade,
    strategy_id uuid references strategies (id) on delete set null,
    exchange_order_id varchar(255),
    client_order_id varchar(255),
    symbol varchar(20) not null,
    side order_side_enum not null,
    position_side position_side_enum,
    order_type order_type_enum not null,
    quantity numeric(18, 8) not null,
    price numeric(18, 8),
    stop_price numeric(18, 8),
    filled_quantity numeric(18, 8) not null default 0,
    avg_fill_price numeric(18, 8),
    commission numeric(18, 8) not null default 0,
    commission_asset varchar(10),
    status order_status_enum not null default 'PENDING',
    time_in_force time_in_force_enum not null default 'GTC',
    reduce_only boolean not null default false,
    post_only boolean not null default false,
    iceberg_qty numeric(18, 8),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    filled_at timestamptz,
    cancelled_at timestamptz,
    constraint orders_average_price_is_positive check (avg_fill_price > 0),
    constraint orders_cancelled_have_a_time check (
        status <> 'CANCELLED' or cancelled_at is not null
    ),
    constraint orders_commission_is_not_negative check (commission >= 0),
    -- Repair: the original asks it of partial fills too, which no writer stamps: each one aborts.
    constraint orders_filled_have_a_time check (status <> 'FILLED' or filled_at is not null),
    constraint orders_fills_fit_the_quantity check (
        filled_quantity >= 0 and filled_quantity <= quantity
    ),
    constraint orders_iceberg_fits_the_quantity check (iceberg_qty > 0 and iceberg_qty <= quantity),
    constraint orders_price_is_positive check (price > 0),
    constraint orders_limits_have_a_price check (
        order_type not in ('LIMIT', 'STOP_LIMIT') or price is not null
    ),
    constraint orders_quantity_is_positive check (quantity > 0),
    constraint orders_stop_price_is_positive check (stop_price > 0),
    constraint orders_stops_have_a_stop_price check (
        order_type not in ('STOP_MARKET', 'STOP_LIMIT', 'TAKE_PROFIT', 'TAKE_PROFIT_LIMIT')
        or stop_price is not null
    )
);

create index orders_by_load on orders using brin (updated_at);

-- Repair: the check that a fill is not in the future is left out: it refuses rows of a writer
-- whose clock is ahead, and it would be judged anew at every restore.
create table order_fills (
    id uuid primary key default gen_random_uuid(),
    order_id uuid not null references orders (id) on delete cascade,
    user_id uuid not null,
    exchange_fill_id varchar(255),
    trade_id varchar(255),
    quantity numeric(18, 8) not null,
    price numeric(18, 8) not null,
    commission numeric(18, 8) not null default 0,
    commission_asset varchar(10),
    is_maker boolean,
    fill_timestamp timestamptz not null,
    created_at timestamptz not null default now(),
    constraint fills_commission_is_not_negative check (commission >= 0),
    constraint fills_price_is_positive check (price > 0),
    constraint fills_quantity_is_positive check (quantity > 0)
);

create index order_fills_by_order on order_fills (order_id);
create index order_fills_by_load on order_fills using brin (created_at);

create table order_lifecycle_events (
    id uuid primary key default gen_random_uuid(),
    order_id uuid not null references orders (id) on delete cascade,
    event_type varchar(50) not null,
    old_status order_status_enum,
    new_status order_status_enum not null,
    event_data jsonb,
    occurred_at timestamptz not null default now()
);

create index order_lifecycle_events_by_order on order_lifecycle_events (order_id);

create table account_balances (
    id uuid primary key default gen_random_uuid(),
    account_id uuid not null references user_accounts (id) on delete cascade,
    asset varchar(10) not null,
    free_balance numeric(18, 8) not null default 0,
    locked_balance numeric(18, 8) not null default 0,
    total_balance numeric(18, 8) not null default 0,
    usd_value numeric(18, 2),
    updated_at timestamptz not null default now(),
    unique (account_id, asset),
    constraint balances_total_is_free_and_locked check (
        total_balance = free_balance + locked_balance
    )
);

create table positions (
    id uuid primary key default gen_random_uuid(),
    account_id uuid not null references user_accounts (id) on delete cascade,
    user_id uuid not null references users (id) on delete cascade,
    strategy_id uuid references strategies (id) on delete set null,
    symbol varchar(20) not null,
    position_side position_side_enum not null,
    quantity numeric(18, 8) not null,
    entry_price numeric(18, 8) not null,
    mark_price numeric(18, 8),
    leverage integer not null default 1,
    position_value_usd numeric(18, 2),
    unrealized_pnl_usd numeric(18, 2) not null default 0,
    realized_pnl_usd numeric(18, 2) not null default 0,
    opened_at timestamptz not null default now(),
    closed_at timestamptz,
    updated_at timestamptz not null default now()
);

-- Risk

create table risk_parameters (
    id uuid primary key default gen_random_uuid(),
    parameter_type risk_parameter_type_enum not null,
    -- A user, strategy or account, as parameter_type says; null for GLOBAL.
    reference_id uuid,
    parameter_name varchar(100) not null,
    parameter_value numeric(18, 8) not null,
    parameter_unit varchar(20),
    is_active boolean not null default true,
    created_by uuid references users (id) on delete set null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint risk_parameters_refer_unless_global check (
        (parameter_type = 'GLOBAL') = (reference_id is null)
    ),
    constraint risk_parameters_value_is_positive check (parameter_value > 0)
);

-- Repair: in the original key a null reference lets a global limit exist twice, and a limit can
-- be retired only once.
create unique index risk_parameters_one_active
on risk_parameters (parameter_type, reference_id, parameter_name) nulls not distinct
where is_active;

create table risk_violations (
    id uuid primary key default gen_random_uuid(),
    user_id uuid not null references users (id) on delete cascade,
    account_id uuid references user_accounts (id) on delete cascade,
    violation_type varchar(50) not null,
    severity varchar(20) not null,
    current_value numeric(18, 8),
    limit_value numeric(18, 8),
    description text,
    created_at timestamptz not null default now(),
    resolved_at timestamptz
);

-- Time series

create table portfolio_snapshots (
    time timestamptz not null,
    user_id uuid not null,
    account_id uuid not null,
    exchange exchange_enum not null,
    total_balance_usd numeric(18, 2) not null,
    available_balance_usd numeric(18, 2) not null,
    unrealized_pnl_usd numeric(18, 2) not null default 0,
    realized_pnl_usd numeric(18, 2) not null default 0,
    margin_balance_usd numeric(18, 2) not null default 0,
    maintenance_margin_usd numeric(18, 2) not null default 0,
    initial_margin_usd numeric(18, 2) not null default 0,
    position_count integer not null default 0,
    total_position_value_usd numeric(18, 2) not null default 0,
    leverage_ratio numeric(8, 4) not null default 1.0,
    margin_ratio numeric(6, 4),
    var_95_usd numeric(18, 2),
    max_drawdown_usd numeric(18, 2),
    correlation_risk numeric(6, 4),
    risk_score numeric(5, 2),
    snapshot_type snapshot_type_enum not null default 'SCHEDULED',
    data_quality_score numeric(3, 2) default 1.0,
    created_at timestamptz not null default now(),
    -- Repair: the original has no key, so a snapshot can be loaded twice. Time and user, as its
    -- diagram says, would refuse the second account of a user.
    primary key (account_id, time),
    -- Repair: balances may be negative: a liquidated account can owe. The margins stay bounded.
    constraint snapshots_margins_are_not_negative check (
        maintenance_margin_usd >= 0 and initial_margin_usd >= 0
    ),
    constraint snapshots_quality_is_a_share check (data_quality_score between 0 and 1),
    -- Repair: the original asks for leverage of at least 1, which a flat account does not have.
    constraint snapshots_leverage_is_0_to_125 check (leverage_ratio between 0 and 125),
    -- Repair: the original caps it at 1, where the liquidations begin that it should record.
    constraint snapshots_margin_ratio_is_not_negative check (margin_ratio >= 0),
    constraint snapshots_positions_are_not_negative check (position_count >= 0),
    constraint snapshots_risk_score_is_0_to_100 check (risk_score between 0 and 100)
) partition by range (time);

create table portfolio_snapshots_other partition of portfolio_snapshots default;

-- Months of UTC: 15 back, the current one and 3 ahead.
do $partitions$
declare
    month date;
begin
    for month in
        select starts::date
        from generate_series(
            date_trunc('month', current_date::timestamp) - interval '15 months',
            date_trunc('month', current_date::timestamp) + interval '3 months',
            interval '1 month'
        ) as starts
    loop
        execute format(
            'create table %I partition of portfolio_snapshots for values from (%L) to (%L)',
            'portfolio_snapshots_' || to_char(month, 'YYYY_MM'),
            month || ' 00:00:00+00',
            (month + interval '1 month')::date || ' 00:00:00+00'
        );
    end loop;
end $partitions$;

create index portfolio_snapshots_by_load on portfolio_snapshots using brin (created_at);

create table performance_metrics (
    time timestamptz not null,
    user_id uuid not null,
    -- Null: all strategies of the account together.
    strategy_id uuid,
    account_id uuid not null,
    period_type period_type_enum not null,
    total_trades integer not null default 0,
    winning_trades integer not null default 0,
    losing_trades integer not null default 0,
    total_volume_usd numeric(18, 2) not null default 0,
    total_pnl_usd numeric(18, 2) not null default 0,
    realized_pnl_usd numeric(18, 2) not null default 0,
    unrealized_pnl_usd numeric(18, 2) not null default 0,
    gross_profit_usd numeric(18, 2) not null default 0,
    gross_loss_usd numeric(18, 2) not null default 0,
    net_profit_usd numeric(18, 2) not null default 0,
    win_rate numeric(5, 4),
    profit_factor numeric(10, 4),
    sharpe_ratio numeric(10, 6),
    sortino_ratio numeric(10, 6),
    calmar_ratio numeric(10, 6),
    max_consecutive_wins integer default 0,
    max_consecutive_losses integer default 0,
    max_drawdown_usd numeric(18, 2),
    max_drawdown_percent numeric(5, 4),
    current_drawdown_usd numeric(18, 2) default 0,
    recovery_factor numeric(10, 4),
    var_95_usd numeric(18, 2),
    volatility numeric(8, 6),
    beta numeric(8, 6),
    alpha numeric(8, 6),
    allocated_balance_usd numeric(18, 2),
    peak_balance_usd numeric(18, 2),
    valley_balance_usd numeric(18, 2),
    data_points_count integer default 0,
    calculation_method varchar(50) default 'standard',
    created_at timestamptz not null default now(),
    -- Repair: the original has no key. Strategy may be null, and null counts as one value here.
    unique nulls not distinct (user_id, account_id, strategy_id, period_type, time),
    constraint metrics_streaks_are_not_negative check (
        max_consecutive_wins >= 0 and max_consecutive_losses >= 0
    ),
    constraint metrics_data_points_are_not_negative check (data_points_count >= 0),
    constraint metrics_drawdown_is_a_share check (max_drawdown_percent between 0 and 1),
    constraint metrics_trades_add_up check (
        total_trades >= 0 and winning_trades >= 0 and losing_trades >= 0
        and winning_trades + losing_trades <= total_trades
    ),
    constraint metrics_volume_is_not_negative check (total_volume_usd >= 0),
    constraint metrics_win_rate_is_a_share check (win_rate between 0 and 1)
);

create table risk_metrics_history (
    time timestamptz not null,
    user_id uuid not null references users (id),
    account_id uuid not null references user_accounts (id),
    total_exposure_usd numeric(18, 2),
    leverage_ratio numeric(8, 4),
    var_95_usd numeric(18, 2),
    var_99_usd numeric(18, 2),
    max_drawdown_usd numeric(18, 2),
    correlation_risk numeric(6, 4),
    concentration_risk numeric(6, 4),
    margin_ratio numeric(6, 4),
    risk_score numeric(5, 2),
    created_at timestamptz not null default now(),
    -- Repair: no key is drawn that keeps two accounts of a user apart.
    primary key (account_id, time)
);

create table market_data (
    time timestamptz not null,
    symbol_id uuid not null references symbols (id),
    timeframe varchar(10) not null,
    open numeric(18, 8) not null,
    high numeric(18, 8) not null,
    low numeric(18, 8) not null,
    close numeric(18, 8) not null,
    volume numeric(28, 8) not null,
    created_at timestamptz not null default now(),
    primary key (symbol_id, timeframe, time)
);
create index market_data_by_time on market_data using brin (time);

-- Event sourcing

-- Repair: the check on occurred_at against the current time is left out, as for fills.
create table event_store (
    id uuid primary key default gen_random_uuid(),
    stream_id uuid not null,
    stream_type varchar(100) not null,
    event_type varchar(100) not null,
    event_version integer not null,
    event_data jsonb not null,
    metadata jsonb not null default '{}',
    correlation_id uuid,
    causation_id uuid,
    user_id uuid,
    occurred_at timestamptz not null default now(),
    processed_at timestamptz,
    unique (stream_id, event_version),
    constraint events_data_is_an_object check (jsonb_typeof(event_data) = 'object'),
    constraint events_metadata_is_an_object check (jsonb_typeof(metadata) = 'object'),
    constraint events_version_is_positive check (event_version > 0)
);

create index event_store_by_time on event_store using brin (occurred_at);

create table event_projections (
    projection_name varchar(100) primary key,
    last_processed_event_id uuid references event_store (id),
    last_processed_stream_version bigint not null default 0,
    last_processed_at timestamptz,
    status projection_status_enum not null default 'RUNNING',
    error_message text,
    error_count integer not null default 0,
    total_events_processed bigint not null default 0,
    processing_rate_per_second numeric(10, 2),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint projections_errors_are_not_negative check (error_count >= 0),
    constraint projections_events_are_not_negative check (total_events_processed >= 0),
    constraint projections_rate_is_positive check (processing_rate_per_second > 0),
    constraint projections_version_is_not_negative check (last_processed_stream_version >= 0)
);

-- Operations

create table migration_log (
    id integer generated by default as identity primary key,
    migration_name varchar(255) not null,
    started_at timestamptz default now(),
    completed_at timestamptz,
    status varchar(50) default 'RUNNING',
    error_message text,
    rows_migrated integer default 0
);

create table system_logs (
    id bigint generated by default as identity primary key,
    log_level varchar(20) not null,
    message text not null,
    created_at timestamptz not null default now()
);

create table backup_metadata (
    id integer generated by default as identity primary key,
    backup_type varchar(50) not null,
    backup_name varchar(255) not null,
    backup_path text not null,
    database_name varchar(100) not null,
    backup_size_bytes bigint,
    start_time timestamptz not null,
    end_time timestamptz,
    status varchar(20) default 'RUNNING',
    error_message text,
    lsn_start text,
    lsn_end text,
    compression_used boolean default false,
    encryption_used boolean default false,
    retention_policy varchar(100),
    created_by varchar(100) default current_user
);
