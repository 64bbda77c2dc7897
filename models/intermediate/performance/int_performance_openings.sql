{{ config(
    materialized='changed_rows',
    key=['book_type', 'book_key'],
    change_key='book_key',
    indexes=[{'columns': ['book_type', 'book_key'], 'unique': true}]
) }}

-- Grain: one row per account and strategy: what every row of its ledger depends on. A change here
-- is logged, so that facts that go forward from changed days work out such a book from its first.
with

books as (

    select
        'account' as book_type,
        account_key as book_key,
        source_system,
        account_id as book_id,
        environment,
        opening_equity_usd
    from {{ ref('int_accounts_conformed') }}

    union all

    select
        'strategy',
        strategy_key,
        source_system,
        strategy_id,
        null,
        opening_equity_usd
    from {{ ref('int_strategies_conformed') }}

),

holidays as (

    select md5(string_agg(date_day::text, ',' order by date_day)) as holidays_md5
    from {{ ref('us_market_holidays') }}

)

select
    books.book_type,
    books.book_key,
    books.source_system,
    books.book_id,
    books.environment,
    books.opening_equity_usd,
    calendars.calendar,
    calendars.trades_weekends,
    case when calendars.observes_us_holidays then holidays.holidays_md5 end as holidays_md5
from books
left join {{ ref('market_calendars') }} as calendars
    on books.source_system = calendars.source_system
cross join holidays
