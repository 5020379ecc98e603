// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/profile_reader.h"

#include "core/base/text.h"
#include "core/profile/date_pattern.h"
#include "core/profile/spelling.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace dockhand::profile {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMaxScale = 18;
constexpr int kAnyNumber = std::numeric_limits<int>::max();

QString tr(const char *text)
{
    return QCoreApplication::translate("ImportProfile", text);
}

template <class T, std::size_t N>
T oneOf(const JsonPlace &place, const QString &name, const std::array<Spelling<T>, N> &spellings)
{
    if (!place.has(name))
        return spellings.front().second;
    const auto text = place.text(name);
    QStringList known;
    for (const auto &[spelling, value] : spellings) {
        if (text == spelling)
            return value;
        known.append(spelling);
    }
    place.complain(place.path(name), tr("one of these is expected: %1").arg(known.join(u", "_s)));
    return spellings.front().second;
}

bool isNumber(ValueType type)
{
    return type == ValueType::Integer || type == ValueType::Decimal || type == ValueType::Real;
}

bool isDateOrTime(ValueType type)
{
    return type == ValueType::Date || type == ValueType::Timestamp;
}

} // namespace

Result<ImportProfile> ProfileReader::read(const QByteArray &json)
{
    QJsonParseError parsed;
    const auto document = QJsonDocument::fromJson(json, &parsed);
    if (document.isNull()) {
        m_complaint.add(tr("byte %1").arg(parsed.offset), parsed.errorString());
        return failure(m_complaint.error());
    }
    const JsonPlace root(document.isObject() ? QJsonValue(document.object())
                                             : QJsonValue(document.array()),
                         {}, m_complaint);
    root.allowOnly({ u"id"_s, u"title"_s, u"version"_s, u"columns"_s, u"tables"_s, u"group"_s,
                     u"occurrenceOf"_s, u"channel"_s, u"minimumMatch"_s });
    m_profile.id = root.text(u"id"_s);
    static const QRegularExpression idForm(u"^[a-z0-9]+(-[a-z0-9]+)*$"_s);
    if (!idForm.match(m_profile.id).hasMatch() || m_profile.id == "auto"_L1)
        root.complain(u"id"_s,
                      tr("lower case letters, digits and single hyphens are expected, and "
                         "not the word “auto”"));
    m_profile.title = root.text(u"title"_s);
    m_profile.version = root.number(u"version"_s, 1, 1, kAnyNumber);
    readColumns(root);
    readGroup(root);
    readTables(root);
    m_profile.minimumMatch = root.number(u"minimumMatch"_s, 0, 0,
                                         std::max(0, static_cast<int>(m_profile.columns.size())));
    if (!m_complaint.isEmpty())
        return failure(m_complaint.error());
    return std::move(m_profile);
}

void ProfileReader::readColumns(const JsonPlace &root)
{
    const auto count = root.items(u"columns"_s).size();
    for (qsizetype i = 0; i < count && m_complaint.isEmpty(); ++i) {
        auto column = readColumn(root.item(u"columns"_s, i));
        m_columnByName.insert(column.name, static_cast<int>(i));
        m_profile.columns.push_back(std::move(column));
    }
}

SourceColumn ProfileReader::readColumn(const JsonPlace &place)
{
    place.allowOnly({ u"name"_s, u"aliases"_s, u"type"_s, u"scale"_s, u"numberStyle"_s,
                      u"formats"_s, u"nullSpellings"_s, u"allowed"_s, u"maxLength"_s, u"required"_s,
                      u"trim"_s, u"stripLeadingApostrophe"_s, u"optionalInFile"_s,
                      u"canonicalNumbers"_s });
    SourceColumn column;
    column.name = place.text(u"name"_s);
    column.aliases = place.texts(u"aliases"_s);
    column.type = oneOf(place, u"type"_s, kTypeSpellings);
    column.scale = place.number(u"scale"_s, 0, 0, kMaxScale);
    column.numberStyle = oneOf(place, u"numberStyle"_s, kNumberStyleSpellings);
    column.formats = place.texts(u"formats"_s);
    column.nullSpellings = place.texts(u"nullSpellings"_s);
    column.allowed = place.texts(u"allowed"_s);
    column.maxLength = place.number(u"maxLength"_s, 0, 1, kAnyNumber);
    column.required = place.flag(u"required"_s, false);
    column.trim = place.flag(u"trim"_s, true);
    column.stripLeadingApostrophe = place.flag(u"stripLeadingApostrophe"_s, false);
    column.optionalInFile = place.flag(u"optionalInFile"_s, false);
    column.canonicalNumbers = place.flag(u"canonicalNumbers"_s, false);
    claimHeaderName(place.path(u"name"_s), column.name);
    for (qsizetype i = 0; i < column.aliases.size(); ++i)
        claimHeaderName(place.path(u"aliases"_s, i), column.aliases.at(i));
    checkFormats(place, column);
    return column;
}

void ProfileReader::checkFormats(const JsonPlace &place, const SourceColumn &column)
{
    if (place.has(u"scale"_s) && column.type != ValueType::Decimal)
        place.complain(place.path(u"scale"_s), tr("only a decimal column has a scale"));
    for (const auto &name : { u"numberStyle"_s, u"canonicalNumbers"_s }) {
        if (place.has(name) && !isNumber(column.type))
            place.complain(place.path(name), tr("only a column of numbers has this setting"));
    }
    if (place.has(u"maxLength"_s) && column.type != ValueType::Text)
        place.complain(place.path(u"maxLength"_s), tr("only a text column has a longest length"));
    if (isDateOrTime(column.type) == column.formats.isEmpty())
        place.complain(place.path(u"formats"_s),
                       tr("a date or timestamp column needs at least one format, others none"));
    for (qsizetype i = 0; i < column.formats.size(); ++i) {
        const auto pattern = DatePattern::compile(column.formats.at(i));
        if (!pattern)
            place.complain(place.path(u"formats"_s, i), tr("this is not a date format"));
        else if (pattern->hasTime() && column.type == ValueType::Date)
            place.complain(place.path(u"formats"_s, i), tr("a date column cannot keep a time"));
    }
    if (column.required && column.optionalInFile)
        place.complain(place.path(u"optionalInFile"_s),
                       tr("a required column cannot be missing in a file"));
}

void ProfileReader::claimHeaderName(const QString &path, const QString &name)
{
    const auto normalised = QByteArray::fromStdString(normalisedName(toUtf8(name)));
    if (normalised.isEmpty())
        m_complaint.add(path, tr("a name needs at least one letter or digit"));
    else if (m_headerNames.contains(normalised))
        m_complaint.add(path, tr("another column has this name or alias already"));
    m_headerNames.insert(normalised);
}

int ProfileReader::columnNamed(const JsonPlace &place, const QString &path, const QString &name)
{
    const auto found = m_columnByName.value(name, -1);
    if (found < 0)
        place.complain(path, tr("there is no column “%1”").arg(name));
    return found;
}

void ProfileReader::readGroup(const JsonPlace &root)
{
    const auto needText = [&](const QString &path, int column) {
        if (column >= 0 && m_profile.columns[std::size_t(column)].type != ValueType::Text)
            root.complain(path, tr("only a text column can be used here"));
    };
    if (root.has(u"group"_s)) {
        m_profile.groupColumn = columnNamed(root, u"group"_s, root.text(u"group"_s));
        needText(u"group"_s, m_profile.groupColumn);
    }
    const auto counted = root.texts(u"occurrenceOf"_s);
    for (qsizetype i = 0; i < counted.size(); ++i) {
        const auto path = root.path(u"occurrenceOf"_s, i);
        m_profile.occurrenceOf.push_back(columnNamed(root, path, counted.at(i)));
        needText(path, m_profile.occurrenceOf.back());
    }
    if (!counted.isEmpty() && m_profile.groupColumn < 0)
        root.complain(u"occurrenceOf"_s, tr("counting needs a group column"));
    if (root.has(u"channel"_s)) {
        m_profile.channelColumn = columnNamed(root, u"channel"_s, root.text(u"channel"_s));
        needText(u"channel"_s, m_profile.channelColumn);
    }
}

void ProfileReader::readTables(const JsonPlace &root)
{
    const auto count = root.items(u"tables"_s).size();
    for (qsizetype i = 0; i < count && m_complaint.isEmpty(); ++i)
        m_profile.tables.push_back(readTable(root.item(u"tables"_s, i)));
    if (m_complaint.isEmpty())
        checkTablesTogether(root);
}

ProfileTable ProfileReader::readTable(const JsonPlace &place)
{
    place.allowOnly({ u"name"_s, u"columns"_s, u"key"_s, u"rowPerRecord"_s });
    ProfileTable table;
    table.spec.name = place.text(u"name"_s);
    claimSqlName(place.path(u"name"_s), table.spec.name, m_tableNames);
    table.spec.rowPerRecord = place.flag(u"rowPerRecord"_s, true);
    QSet<QString> columnNames { u"import_file_id"_s, u"import_record"_s };
    const auto count = place.items(u"columns"_s).size();
    for (qsizetype i = 0; i < count && m_complaint.isEmpty(); ++i) {
        const auto column = place.item(u"columns"_s, i);
        readTableColumn(column, table);
        claimSqlName(column.path(u"name"_s), table.spec.columns.back().name, columnNames);
    }
    readKey(place, table);
    return table;
}

void ProfileReader::claimSqlName(const QString &path, const QString &name, QSet<QString> &taken)
{
    static const QRegularExpression form(u"^[a-z_][a-z0-9_]{0,59}$"_s);
    const auto key = name.toLower();
    if (!form.match(name).hasMatch())
        m_complaint.add(path,
                        tr("lower case letters, digits and underscores are expected, at most "
                           "60, not beginning with a digit"));
    else if (name.startsWith("dockhand_"_L1) || name.startsWith("sqlite_"_L1))
        m_complaint.add(path, tr("names that begin like this are reserved"));
    else if (taken.contains(key))
        m_complaint.add(path, tr("this name is taken already"));
    taken.insert(key);
}

void ProfileReader::readTableColumn(const JsonPlace &place, ProfileTable &table)
{
    place.allowOnly({ u"name"_s, u"from"_s, u"occurrence"_s });
    TableColumn column;
    ColumnMapping mapping;
    column.name = place.text(u"name"_s);
    mapping.isOccurrence = place.flag(u"occurrence"_s, false);
    if (mapping.isOccurrence) {
        column.type = ValueType::Integer;
        column.required = true;
        if (place.has(u"from"_s))
            place.complain(place.path(u"from"_s), tr("an occurrence comes from no column"));
        if (m_profile.occurrenceOf.empty())
            place.complain(place.path(u"occurrence"_s),
                           tr("the profile counts nothing "
                              "(occurrenceOf)"));
    } else {
        mapping.sourceColumn = columnNamed(place, place.path(u"from"_s), place.text(u"from"_s));
        if (mapping.sourceColumn >= 0) {
            const auto &source = m_profile.columns[std::size_t(mapping.sourceColumn)];
            column.type = source.type;
            column.scale = source.scale;
            column.required = source.required;
        }
    }
    table.spec.columns.push_back(column);
    table.mapping.push_back(mapping);
}

void ProfileReader::readKey(const JsonPlace &place, ProfileTable &table)
{
    const auto names = place.texts(u"key"_s);
    for (qsizetype i = 0; i < names.size(); ++i) {
        const auto &columns = table.spec.columns;
        const auto found = std::find_if(columns.begin(), columns.end(), [&](const auto &column) {
            return column.name == names.at(i);
        });
        const auto path = place.path(u"key"_s, i);
        const auto index = static_cast<int>(found - columns.begin());
        if (found == columns.end())
            place.complain(path, tr("the table has no column “%1”").arg(names.at(i)));
        else if (!found->required)
            place.complain(path, tr("a key column must come from a required column"));
        else if (std::count(table.spec.key.begin(), table.spec.key.end(), index) > 0)
            place.complain(path, tr("this column is in the key already"));
        table.spec.key.push_back(index);
    }
}

void ProfileReader::checkTablesTogether(const JsonPlace &root)
{
    const auto &tables = m_profile.tables;
    if (tables.size() > 2)
        root.complain(root.path(u"tables"_s, 2), tr("a profile has one or two tables"));
    if (!tables.back().spec.rowPerRecord)
        root.complain(root.path(u"tables"_s, qsizetype(tables.size()) - 1) + u".rowPerRecord"_s,
                      tr("the last table takes a row from every record"));
    if (tables.size() != 2)
        return;
    const auto &parent = tables.front();
    const auto keyPath = u"tables[0].key"_s;
    if (parent.spec.rowPerRecord)
        root.complain(u"tables[0].rowPerRecord"_s,
                      tr("the first of two tables takes a row from "
                         "every group: false is expected"));
    if (m_profile.groupColumn < 0)
        root.complain(u"group"_s, tr("two tables need a group column"));
    if (parent.spec.key.size() != 1
        || parent.mapping[std::size_t(parent.spec.key.front())].sourceColumn
            != m_profile.groupColumn)
        root.complain(keyPath, tr("the key of the first of two tables is the group column"));
    const auto countsHere = std::any_of(parent.mapping.begin(), parent.mapping.end(),
                                        [](const auto &mapping) { return mapping.isOccurrence; });
    if (countsHere)
        root.complain(u"tables[0].columns"_s, tr("only the last table can hold an occurrence"));
    if (!m_profile.columns[std::size_t(std::max(0, m_profile.groupColumn))].required)
        root.complain(u"group"_s, tr("the group column of two tables must be required"));
}

} // namespace dockhand::profile
