{{ config(enabled=system_enabled('schwab')) }}

-- Grain: one row per underlying and expiration date of the broker's calendar.
-- Its days left and its leap flag are as old as the row and are left out.
select
    expirations.underlying_symbol as native_symbol,
    expirations.expiry_date,
    case expirations.expiration_type
        when 'standard' then 'monthly' else expirations.expiration_type
    end as expiration_type,
    expirations.is_standard,
    expirations.created_at as listed_at
from {{ ref('stg_schwab__options_expirations') }} as expirations
