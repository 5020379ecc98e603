// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/target/table_statements.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace dockhand::target {

using namespace Qt::StringLiterals;

QString importFileIdColumn()
{
    return u"import_file_id"_s;
}

QString importRecordColumn()
{
    return u"import_record"_s;
}

QStringList writtenColumns(const profile::TableSpec &spec)
{
    QStringList columns;
    for (const auto &column : spec.columns)
        columns += column.name;
    columns += importFileIdColumn();
    if (spec.rowPerRecord)
        columns += importRecordColumn();
    return columns;
}

TableStatements::TableStatements(profile::TableSpec spec, SqlDialect dialect, bool numbered)
    : m_spec(std::move(spec))
    , m_dialect(dialect)
    , m_numbered(numbered)
    , m_table(m_dialect.quoted(m_spec.name))
    , m_columns(writtenColumns(m_spec))
{
    for (const auto &column : std::as_const(m_columns))
        m_quoted += m_dialect.quoted(column);
}

bool TableStatements::isKey(int column) const
{
    return std::find(m_spec.key.begin(), m_spec.key.end(), column) != m_spec.key.end();
}

QString TableStatements::keyList() const
{
    QStringList names;
    for (const auto column : m_spec.key)
        names += m_quoted[column];
    return names.join(u", "_s);
}

QString TableStatements::create() const
{
    QStringList lines;
    for (int i = 0; i < static_cast<int>(m_spec.columns.size()); ++i) {
        const auto &column = m_spec.columns[static_cast<std::size_t>(i)];
        auto line = m_quoted[i] + u' ' + m_dialect.columnType(column, isKey(i));
        if (column.required || isKey(i))
            line += u" NOT NULL"_s;
        lines += line;
    }
    for (auto i = static_cast<qsizetype>(m_spec.columns.size()); i < m_columns.size(); ++i)
        lines += m_quoted[i] + u' ' + m_dialect.bigInteger();
    if (!m_spec.key.empty())
        lines += u"PRIMARY KEY (%1)"_s.arg(keyList());
    return u"CREATE TABLE "_s + m_table + u" (\n    "_s + lines.join(u",\n    "_s) + u"\n)"_s;
}

QString TableStatements::placeholder(int column) const
{
    if (m_numbered)
        return u'?' + QString::number(column + 1);
    // PostgreSQL does not turn a text parameter into another type by itself.
    if (m_dialect.dbms == Dbms::PostgreSql && column < static_cast<int>(m_spec.columns.size())) {
        const auto &spec = m_spec.columns[static_cast<std::size_t>(column)];
        if (spec.type != profile::ValueType::Text)
            return u"CAST(? AS %1)"_s.arg(m_dialect.columnType(spec, false));
    }
    return u"?"_s;
}

TableStatement TableStatements::insert() const
{
    TableStatement statement;
    statement.parameters.resize(static_cast<std::size_t>(m_columns.size()));
    std::iota(statement.parameters.begin(), statement.parameters.end(), 0);
    QStringList values;
    for (const auto column : statement.parameters)
        values += placeholder(column);
    statement.sql = u"INSERT INTO "_s + m_table + u" ("_s + m_quoted.join(u", "_s) + u") VALUES ("_s
        + values.join(u", "_s) + u')';
    return statement;
}

TableStatement TableStatements::insertIfNew() const
{
    auto statement = insert();
    if (!m_spec.key.empty())
        statement.sql += u" ON CONFLICT ("_s + keyList() + u") DO NOTHING"_s;
    return statement;
}

QString TableStatements::keyCondition() const
{
    QStringList terms;
    for (const auto column : m_spec.key)
        terms += m_quoted[column] + u" = "_s + placeholder(column);
    return terms.join(u" AND "_s);
}

TableStatement TableStatements::update() const
{
    TableStatement statement;
    QStringList assignments;
    for (int column = 0; column < static_cast<int>(m_columns.size()); ++column) {
        if (isKey(column))
            continue;
        assignments += m_quoted[column] + u" = "_s + placeholder(column);
        statement.parameters.push_back(column);
    }
    statement.parameters.insert(statement.parameters.end(), m_spec.key.begin(), m_spec.key.end());
    statement.sql = u"UPDATE "_s + m_table + u" SET "_s + assignments.join(u", "_s) + u" WHERE "_s
        + keyCondition();
    return statement;
}

TableStatement TableStatements::exists() const
{
    return { u"SELECT 1 FROM "_s + m_table + u" WHERE "_s + keyCondition(), m_spec.key };
}

TableStatement TableStatements::read() const
{
    return { u"SELECT "_s + m_quoted.join(u", "_s) + u" FROM "_s + m_table + u" WHERE "_s
                 + keyCondition(),
             m_spec.key };
}

TableStatement TableStatements::keysFrom() const
{
    QStringList values;
    for (const auto column : m_spec.key)
        values += placeholder(column);
    return { u"SELECT "_s + keyList() + u" FROM "_s + m_table + u" WHERE ("_s + keyList()
                 + u") >= ("_s + values.join(u", "_s) + u") ORDER BY "_s + keyList(),
             m_spec.key };
}

TableStatement TableStatements::existing(int count) const
{
    TableStatement statement;
    QStringList parts;
    for (int i = 0; i < count; ++i) {
        parts += u"SELECT "_s + QString::number(i) + u" AS n FROM "_s + m_table + u" WHERE "_s
            + keyCondition();
        statement.parameters.insert(statement.parameters.end(), m_spec.key.begin(),
                                    m_spec.key.end());
    }
    statement.sql = parts.join(u" UNION ALL "_s);
    return statement;
}

} // namespace dockhand::target
