{#- Every privilege that somebody besides the owner has on a relation or on one of its columns:
    privilege_type, rolname (null is PUBLIC) and on_columns, '' or the column in brackets. -#}
{% macro granted_privileges_sql(relation) -%}
        select acl.privilege_type, role.rolname, granted.on_columns
        from (
            select relowner, relacl as acl, '' as on_columns
            from pg_class where oid = '{{ relation }}'::regclass
            union all
            select rel.relowner, att.attacl, format(' (%I)', att.attname)
            from pg_attribute as att
            join pg_class as rel on rel.oid = att.attrelid
            where rel.oid = '{{ relation }}'::regclass and att.attacl is not null
        ) as granted
        cross join lateral aclexplode(granted.acl) as acl
        left join pg_roles as role on role.oid = acl.grantee
        where acl.grantee <> granted.relowner
{%- endmacro %}
