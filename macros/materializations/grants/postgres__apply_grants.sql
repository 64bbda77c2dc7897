{#- dbt-labs/dbt-core#5329.
    dbt-postgres looks grants up in information_schema, which leaves materialized views out, so that
    nothing is ever revoked on them; and it can't revoke from PUBLIC. This makes the privileges of a
    relation and of its columns exactly what its model declares, whatever they were. -#}
{% macro postgres__apply_grants(relation, grant_config, should_revoke=True) -%}
    {%- set declared = [] -%}
    {%- for privilege, roles in (grant_config or {}).items() -%}
        {%- for role in roles -%}{%- do declared.append((privilege | lower, role)) -%}{%- endfor -%}
    {%- endfor -%}
    {%- call statement('grants') %}
do $apply_grants$
declare
    extra record;
begin
    for extra in {{ granted_privileges_sql(relation) }}
    loop
        {%- for privilege, role in declared %}
        continue when extra.on_columns = '' and lower(extra.privilege_type) = '{{ privilege }}'
            and extra.rolname = '{{ role }}';
        {%- endfor %}
        execute format('revoke %s%s on {{ relation }} from %s', extra.privilege_type, extra.on_columns,
            coalesce(quote_ident(extra.rolname), 'public'));
    end loop;
    {%- for privilege, role in declared %}
    if not has_table_privilege('{{ role }}', '{{ relation }}', '{{ privilege }}') then
        grant {{ privilege }} on {{ relation }} to {{ adapter.quote(role) }};
    end if;
    {%- endfor %}
end
$apply_grants$
    {%- endcall -%}
{%- endmacro %}
