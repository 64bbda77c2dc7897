{#- Remembers days as they were before they were compared, {day: fingerprint}: what changed meanwhile is
    compared again. -#}
{% macro remember_compared(feed, days) -%}
    {%- if days -%}
        {%- set listed = [] -%}
        {%- for day, fingerprint in days.items() -%}
            {%- do listed.append("('" ~ day ~ "'::date, "
                ~ ("'" ~ fingerprint ~ "'" if fingerprint else 'null') ~ '::uuid)') -%}
        {%- endfor -%}
        {%- do run_query(
            'with found (day, fingerprint) as (values ' ~ listed | join(', ') ~ '), gone as (delete from '
            ~ private_relation('compared_days') ~ ' as known using found'
            ~ " where known.feed = '" ~ feed ~ "' and known.day = found.day and found.fingerprint is null)"
            ~ ' insert into ' ~ private_relation('compared_days') ~ ' (feed, day, fingerprint)'
            ~ " select '" ~ feed ~ "', day, fingerprint from found where fingerprint is not null"
            ~ ' on conflict (feed, day) do update set fingerprint = excluded.fingerprint; commit') -%}
    {%- endif -%}
{%- endmacro %}
