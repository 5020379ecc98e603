// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/target/sqlite_schema_page.h"

#include "core/target/sqlite_btree_builder.h"
#include "core/target/sqlite_format.h"
#include "core/target/sqlite_record.h"

#include <sqlite3.h>

#include <cstring>
#include <string>

namespace dockhand::target {

using namespace Qt::StringLiterals;

namespace {

constexpr std::uint32_t kFileHeader = 100;

/// What need not be said stays 0.
void putFileHeader(char *to, std::uint32_t pageBytes, std::uint32_t pages)
{
    constexpr std::uint32_t kSchemaFormat = 4;
    constexpr std::uint32_t kUtf8 = 1;
    constexpr std::uint32_t kChange = 1;
    std::memcpy(to, "SQLite format 3", 16);
    put16(to + 16, pageBytes == 65'536 ? 1 : pageBytes);
    to[18] = to[19] = 1; // rollback journal
    to[21] = 64;
    to[22] = to[23] = 32;
    put32(to + 24, kChange);
    put32(to + 28, pages);
    put32(to + 40, 1); // schema cookie
    put32(to + 44, kSchemaFormat);
    put32(to + 56, kUtf8);
    put32(to + 92, kChange); // for this state the number of pages is right
    put32(to + 96, SQLITE_VERSION_NUMBER);
}

/// The rows of sqlite_schema, by which SQLite finds everything else.
class SchemaTable final
{
public:
    explicit SchemaTable(std::uint32_t pageBytes)
        : m_page(BtreePage::Type::TableLeaf, pageBytes, kFileHeader)
        , m_encoder(spec(), SqliteRecordEncoder::Lineage::None)
    {
        m_row.reset(5);
    }

    /// False: there is no room for it.
    bool add(const QString &type, const QString &name, const SqliteTableEntry &table,
             std::uint32_t root, const QString &sql)
    {
        m_row.append(0, 0);
        setText(0, type);
        setText(1, name);
        setText(2, table.name);
        m_row.setInteger(3, root);
        if (!sql.isEmpty())
            setText(4, sql);
        m_encoder.take({ m_row.back(), 0 });
        return addRecord(m_encoder.tableRecord());
    }

    std::string_view finished() { return m_page.finished(); }

private:
    static profile::TableSpec spec()
    {
        const auto text = [](const QString &name) {
            return profile::TableColumn { name, profile::ValueType::Text };
        };
        profile::TableSpec spec;
        spec.columns = { text(u"type"_s),
                         text(u"name"_s),
                         text(u"tbl_name"_s),
                         { u"rootpage"_s, profile::ValueType::Integer },
                         text(u"sql"_s) };
        return spec;
    }

    void setText(std::uint32_t column, const QString &text)
    {
        const auto bytes = text.toUtf8();
        m_row.setText(column, { bytes.constData(), static_cast<std::size_t>(bytes.size()) });
    }

    bool addRecord(std::string_view record)
    {
        const auto rowId = m_page.cells() + 1;
        const auto bytes = varintSize(record.size()) + varintSize(rowId) + record.size();
        if (!m_page.fits(bytes))
            return false;
        auto *to = putVarint(putVarint(m_page.addCell(bytes), record.size()), rowId);
        std::memcpy(to, record.data(), record.size());
        return true;
    }

    BtreePage m_page;
    SqliteRecordEncoder m_encoder;
    profile::PackedRows m_row;
};

} // namespace

std::vector<char> sqliteFirstPage(std::uint32_t pageBytes, std::uint32_t pages,
                                  const SqliteTableEntry &table)
{
    SchemaTable schema(pageBytes);
    if (!schema.add(u"table"_s, table.name, table, table.root, table.createStatement))
        return {};
    const auto key = u"sqlite_autoindex_%1_1"_s.arg(table.name);
    if (table.keyRoot != 0 && !schema.add(u"index"_s, key, table, table.keyRoot, {}))
        return {};
    const auto bytes = schema.finished();
    std::vector<char> page(bytes.begin(), bytes.end());
    putFileHeader(page.data(), pageBytes, pages);
    return page;
}

} // namespace dockhand::target
