{#- A query for those of some tables of which row level security may hide rows from the current role, and for
    that role: no policy allows it all rows, or one that restricts does not. -#}
{% macro hidden_tables_sql(tables) -%}
select format('%s.%s', nsp.nspname, rel.relname), current_user
from pg_class as rel
join pg_namespace as nsp on nsp.oid = rel.relnamespace
cross join lateral (
    select
        coalesce(bool_or(pol.is_open) filter (where pol.polpermissive), false)
        and coalesce(bool_and(pol.is_open) filter (where not pol.polpermissive), true) as are_all_seen
    from (
        select polpermissive, pg_get_expr(polqual, polrelid) = 'true' as is_open
        from pg_policy
        where polrelid = rel.oid and polcmd in ('r', '*') and exists (
            select from unnest(polroles) as granted (role)
            where granted.role = 0 or pg_has_role(granted.role, 'usage')
        )
    ) as pol
) as found
where format('%s.%s', nsp.nspname, rel.relname) in ('{{ tables | join("', '") }}')
    and row_security_active(rel.oid) and not found.are_all_seen
order by 1
{%- endmacro %}
