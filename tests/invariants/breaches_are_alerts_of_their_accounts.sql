{{ config(severity='warn') }}

-- An alert about an account is the owner's of that account: the keys come by two ways. A warning:
-- the platform may name another owner, which its rules report (account_is_the_owners).
select
    alerts.alert_key,
    alerts.owner_key,
    accounts.owner_key as account_owner_key
from {{ ref('alert_delivery') }} as alerts
inner join {{ ref('dim_accounts') }} as accounts
    on alerts.account_key = accounts.account_key
where alerts.owner_key <> accounts.owner_key
