{#- Brings a table to what pg_temp.worked_out says: rows that are gone or differ are deleted, then the
    keys that are missing are inserted. -#}
{% macro write_changes_sql(relation, columns, key) -%}
    {%- set old = [] -%}{%- set new = [] -%}{%- set same_key = [] -%}
    {%- for column in columns if column not in key + ['as_of', 'refreshed_at'] -%}
        {%- do old.append('old.' ~ column) -%}{%- do new.append('new.' ~ column) -%}
    {%- endfor -%}
    {%- for column in key -%}{%- do same_key.append('old.' ~ column ~ ' = new.' ~ column) -%}{%- endfor -%}
delete from {{ relation }} as old
where not exists (
    select from pg_temp.worked_out as new
    where {{ same_key | join(' and ') }}
        and row({{ old | join(', ') }}) is not distinct from row({{ new | join(', ') }})
);
insert into {{ relation }} ({{ columns | join(', ') }})
select new.{{ columns | join(', new.') }}
from pg_temp.worked_out as new
where not exists (select from {{ relation }} as old where {{ same_key | join(' and ') }})
{%- endmacro %}
