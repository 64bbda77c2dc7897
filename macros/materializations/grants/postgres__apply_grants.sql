{#- dbt-labs/dbt-core#5329.
    dbt-postgres looks grants up in information_schema, which leaves materialized views out, so that
    nothing is ever revoked on them; and it can't revoke from PUBLIC. This makes the privileges of a
    relation exactly what its model declares, whatever they were. -#}
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
    for extra in
        select acl.privilege_type, coalesce(quote_ident(role.rolname), 'public') as grantee
        from pg_class as rel
        cross join lateral aclexplode(rel.relacl) as acl
        left join pg_roles as role on role.oid = acl.grantee
        where rel.oid = '{{ relation }}'::regclass and acl.grantee <> rel.relowner
            {%- for privilege, role in declared %}
            and (lower(acl.privilege_type), role.rolname) is distinct from ('{{ privilege }}', '{{ role }}')
            {%- endfor %}
    loop
        execute format('revoke %s on {{ relation }} from %s', extra.privilege_type, extra.grantee);
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
