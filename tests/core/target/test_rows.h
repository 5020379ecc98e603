// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"
#include "core/target/target.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QTest>
#include <QVariant>

#include <algorithm>
#include <initializer_list>
#include <span>
#include <vector>

namespace dockhand::target::test {

/// Packs rows of one table as a converter would: values in column order, an invalid QVariant is
/// NULL. Decimals are given scaled, dates in days, timestamps in microseconds.
class Rows final
{
public:
    explicit Rows(profile::TableSpec spec)
        : m_spec(std::move(spec))
    {
        m_rows.reset(static_cast<std::uint32_t>(m_spec.columns.size()));
    }

    Rows &add(std::initializer_list<QVariant> values) { return add(std::vector<QVariant>(values)); }

    Rows &add(const std::vector<QVariant> &values)
    {
        m_rows.append(0, kFirstRecord + m_rows.size());
        for (std::uint32_t column = 0; column < values.size(); ++column) {
            if (values[column].isValid())
                set(column, values[column]);
        }
        return *this;
    }

    /// Writes all rows in one transaction that is left open.
    Result<void> write(RowWriter &writer, std::int64_t fileId = 7)
    {
        return writeInPieces(writer, m_rows.size(), fileId);
    }

    /// The same, so many rows at a time.
    Result<void> writeInPieces(RowWriter &writer, std::size_t most, std::int64_t fileId = 7)
    {
        std::vector<RowRef> refs;
        for (std::uint32_t row = 0; row < m_rows.size(); ++row)
            refs.push_back({ m_rows.row(row), fileId });
        outcomes.assign(refs.size(), RowOutcome::Refused);
        auto done = writer.beginWindow(m_rows.size());
        for (std::size_t at = 0; done && at < refs.size(); at += most) {
            const auto count = std::min(most, refs.size() - at);
            done = writer.write(std::span(refs).subspan(at, count),
                                std::span(outcomes).subspan(at, count));
        }
        return done ? writer.endWindow() : done;
    }

    std::vector<RowOutcome> outcomes;

private:
    static constexpr std::int64_t kFirstRecord = 101;

    void set(std::uint32_t column, const QVariant &value)
    {
        switch (m_spec.columns[column].type) {
        case profile::ValueType::Text: {
            const auto utf8 = value.toString().toUtf8();
            m_rows.setText(column, view(utf8));
            break;
        }
        case profile::ValueType::Real:
            m_rows.setReal(column, value.toDouble());
            break;
        default:
            m_rows.setInteger(column, value.toLongLong());
            break;
        }
    }

    profile::TableSpec m_spec;
    profile::PackedRows m_rows;
};

/// What a failed Result says, for a test's message.
template <class T>
QByteArray words(const Result<T> &result)
{
    return result ? QByteArray("no error") : errorText(result.error()).toUtf8();
}

template <class T>
QString codeOf(const Result<T> &result)
{
    return result ? QStringLiteral("none") : errorId(result.error().code);
}

/// Every row of a statement, cells joined by '|', NULL as "NULL".
inline QStringList ask(const QSqlDatabase &database, const QString &sql)
{
    QSqlQuery query(database);
    if (!query.exec(sql))
        return { query.lastError().text() };
    QStringList rows;
    const auto columns = query.record().count();
    while (query.next()) {
        QStringList cells;
        for (int i = 0; i < columns; ++i) {
            const auto value = query.value(i);
            cells += value.isNull() ? QStringLiteral("NULL") : value.toString();
        }
        rows += cells.join(QLatin1Char('|'));
    }
    return rows;
}

inline bool run(const QSqlDatabase &database, const QString &sql)
{
    QSqlQuery query(database);
    const auto done = query.exec(sql);
    if (!done)
        qWarning() << sql << query.lastError();
    return done;
}

/// id (key), name, price with two digits.
inline profile::TableSpec wares()
{
    using profile::ValueType;
    profile::TableSpec spec;
    spec.name = QStringLiteral("wares");
    spec.columns = { { QStringLiteral("sku"), ValueType::Text, 0, true },
                     { QStringLiteral("name"), ValueType::Text, 0, false },
                     { QStringLiteral("price"), ValueType::Decimal, 2, false } };
    spec.key = { 0 };
    return spec;
}

/// One column of every type, behind a key.
inline profile::TableSpec allTypes()
{
    using profile::ValueType;
    profile::TableSpec spec;
    spec.name = QStringLiteral("all_types");
    spec.columns = { { QStringLiteral("id"), ValueType::Integer, 0, true },
                     { QStringLiteral("a_text"), ValueType::Text, 0, false },
                     { QStringLiteral("an_integer"), ValueType::Integer, 0, false },
                     { QStringLiteral("a_decimal"), ValueType::Decimal, 2, false },
                     { QStringLiteral("a_real"), ValueType::Real, 0, false },
                     { QStringLiteral("a_date"), ValueType::Date, 0, false },
                     { QStringLiteral("a_timestamp"), ValueType::Timestamp, 0, false },
                     { QStringLiteral("a_boolean"), ValueType::Boolean, 0, false } };
    spec.key = { 0 };
    return spec;
}

/// Names that need their quotes: quotes in them, spaces, keywords, other scripts, placeholders.
inline profile::TableSpec oddNames()
{
    using profile::ValueType;
    profile::TableSpec spec;
    spec.name = QStringLiteral("da\"ta.pesanan [ke-2] ?:x");
    spec.columns = { { QStringLiteral("select"), ValueType::Text, 0, true },
                     { QStringLiteral("Harga \"satuan\" (Rp)"), ValueType::Decimal, 2, false },
                     { QString::fromUtf8("Nama Penerima – ’kota’"), ValueType::Text, 0, false },
                     { QStringLiteral("[x].y"), ValueType::Integer, 0, true },
                     { QStringLiteral("jumlah?"), ValueType::Integer, 0, false },
                     { QStringLiteral("\"quoted\""), ValueType::Boolean, 0, false } };
    spec.key = { 0, 3 };
    return spec;
}

} // namespace dockhand::target::test
