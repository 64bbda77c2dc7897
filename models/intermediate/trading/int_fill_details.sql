-- Grain: one row per execution up to the clock's reading, with its money as in int_trade_results,
-- which way the position was held and since when.
select
    fills.source_system,
    fills.fill_id,
    fills.account_id,
    fills.native_symbol,
    -- A sale opens a short position or closes a long one.
    case when (fills.side = 'buy') = fills.is_closing then 'short' else 'long' end as direction,
    fills.is_closing,
    fills.gross_pnl_usd,
    coalesce(fills.fee_usd, 0) as fees_usd,
    fills.gross_pnl_usd - coalesce(fills.fee_usd, 0) as net_pnl_usd,
    fills.volume_usd,
    fills.is_unconverted,
    case when fills.is_closing then holdings.holding_hours end as holding_hours,
    case when fills.is_closing then fills.filled_at - holdings.holding_hours * interval '1 hour' end
        as opened_at,
    fills.filled_at,
    fills.fill_date
from {{ ref('int_fills_costed') }} as fills
left join {{ ref('int_fill_holdings') }} as holdings
    on fills.source_system = holdings.source_system and fills.fill_id = holdings.fill_id
