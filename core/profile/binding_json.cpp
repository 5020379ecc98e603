// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/binding_json.h"

#include "core/base/text.h"
#include "core/profile/spelling.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace dockhand::profile {

using namespace Qt::StringLiterals;

namespace {

template <class T, std::size_t N>
QString nameOf(T value, const std::array<Spelling<T>, N> &spellings)
{
    const auto found = std::find_if(spellings.begin(), spellings.end(),
                                    [&](const auto &spelling) { return spelling.second == value; });
    return found->first;
}

QJsonArray toArray(const std::vector<int> &numbers)
{
    QJsonArray array;
    for (const int number : numbers)
        array.append(number);
    return array;
}

void set(QJsonObject &object, const QString &name, const QStringList &texts)
{
    if (!texts.isEmpty())
        object.insert(name, QJsonArray::fromStringList(texts));
}

QJsonObject toObject(const SourceColumn &column)
{
    QJsonObject object { { u"name"_s, column.name },
                         { u"type"_s, nameOf(column.type, kTypeSpellings) } };
    if (column.scale != 0)
        object.insert(u"scale"_s, column.scale);
    if (column.numberStyle != NumberStyle::Plain)
        object.insert(u"number_style"_s, nameOf(column.numberStyle, kNumberStyleSpellings));
    set(object, u"aliases"_s, column.aliases);
    set(object, u"formats"_s, column.formats);
    set(object, u"null_spellings"_s, column.nullSpellings);
    set(object, u"allowed"_s, column.allowed);
    if (column.maxLength != 0)
        object.insert(u"max_length"_s, column.maxLength);
    const auto flag = [&object](const QString &name, bool value, bool usual) {
        if (value != usual)
            object.insert(name, value);
    };
    flag(u"required"_s, column.required, false);
    flag(u"trim"_s, column.trim, true);
    flag(u"strip_leading_apostrophe"_s, column.stripLeadingApostrophe, false);
    flag(u"optional_in_file"_s, column.optionalInFile, false);
    flag(u"canonical_numbers"_s, column.canonicalNumbers, false);
    return object;
}

QJsonObject toObject(const ProfileTable &table)
{
    QJsonArray columns;
    for (std::size_t i = 0; i < table.spec.columns.size(); ++i) {
        const auto &column = table.spec.columns[i];
        const auto &mapping = table.mapping[i];
        QJsonObject object { { u"name"_s, column.name },
                             { u"type"_s, nameOf(column.type, kTypeSpellings) },
                             { u"scale"_s, column.scale },
                             { u"required"_s, column.required } };
        if (mapping.isOccurrence)
            object.insert(u"occurrence"_s, true);
        else
            object.insert(u"from"_s, mapping.sourceColumn);
        columns.append(object);
    }
    return { { u"name"_s, table.spec.name },
             { u"columns"_s, columns },
             { u"key"_s, toArray(table.spec.key) },
             { u"row_per_record"_s, table.spec.rowPerRecord } };
}

QJsonObject toObject(const ImportProfile &profile)
{
    QJsonArray columns;
    for (const auto &column : profile.columns)
        columns.append(toObject(column));
    QJsonArray tables;
    for (const auto &table : profile.tables)
        tables.append(toObject(table));
    return { { u"id"_s, profile.id },
             { u"title"_s, profile.title },
             { u"version"_s, profile.version },
             { u"columns"_s, columns },
             { u"tables"_s, tables },
             { u"group"_s, profile.groupColumn },
             { u"occurrence_of"_s, toArray(profile.occurrenceOf) },
             { u"channel"_s, profile.channelColumn },
             { u"minimum_match"_s, profile.minimumMatch } };
}

/// Reads what was written; whatever does not fit is remembered, and the whole is then no binding.
class BindingReader final
{
public:
    std::optional<ProfileBinding> read(const QJsonObject &root)
    {
        ProfileBinding binding;
        for (const auto &name : root[u"header"_s].toArray())
            binding.header.push_back(toUtf8(name.toString()));
        binding.fieldCount = number(root[u"field_count"_s], 0);
        auto profile = readProfile(root[u"profile"_s].toObject());
        binding.fieldOfColumn = numbers(root[u"fields"_s], -1, binding.fieldCount);
        check(binding.fieldOfColumn.size() == profile.columns.size());
        check(!profile.tables.empty());
        if (!m_isGood)
            return std::nullopt;
        binding.profile = std::make_shared<const ImportProfile>(std::move(profile));
        return binding;
    }

private:
    void check(bool isGood) { m_isGood = m_isGood && isGood; }

    int number(const QJsonValue &value, int least, int end = std::numeric_limits<int>::max())
    {
        const auto number = value.toInt(least - 1);
        check(number >= least && number < end);
        return number;
    }

    std::vector<int> numbers(const QJsonValue &value, int least, int end)
    {
        std::vector<int> found;
        for (const auto &item : value.toArray())
            found.push_back(number(item, least, end));
        return found;
    }

    template <class T, std::size_t N>
    T oneOf(const QJsonValue &value, const std::array<Spelling<T>, N> &spellings)
    {
        const auto name = value.toString(spellings.front().first);
        const auto found
            = std::find_if(spellings.begin(), spellings.end(),
                           [&](const auto &spelling) { return spelling.first == name; });
        check(found != spellings.end());
        return found == spellings.end() ? spellings.front().second : found->second;
    }

    static QStringList texts(const QJsonValue &value)
    {
        QStringList found;
        for (const auto &item : value.toArray())
            found += item.toString();
        return found;
    }

    SourceColumn readColumn(const QJsonObject &object)
    {
        SourceColumn column;
        column.name = object[u"name"_s].toString();
        column.type = oneOf(object[u"type"_s], kTypeSpellings);
        column.scale = object[u"scale"_s].toInt();
        column.numberStyle = oneOf(object[u"number_style"_s], kNumberStyleSpellings);
        column.aliases = texts(object[u"aliases"_s]);
        column.formats = texts(object[u"formats"_s]);
        column.nullSpellings = texts(object[u"null_spellings"_s]);
        column.allowed = texts(object[u"allowed"_s]);
        column.maxLength = object[u"max_length"_s].toInt();
        column.required = object[u"required"_s].toBool();
        column.trim = object[u"trim"_s].toBool(true);
        column.stripLeadingApostrophe = object[u"strip_leading_apostrophe"_s].toBool();
        column.optionalInFile = object[u"optional_in_file"_s].toBool();
        column.canonicalNumbers = object[u"canonical_numbers"_s].toBool();
        return column;
    }

    ProfileTable readTable(const QJsonObject &object, int sourceColumns)
    {
        ProfileTable table;
        table.spec.name = object[u"name"_s].toString();
        check(!table.spec.name.isEmpty());
        table.spec.rowPerRecord = object[u"row_per_record"_s].toBool(true);
        for (const auto &item : object[u"columns"_s].toArray()) {
            const auto column = item.toObject();
            table.spec.columns.push_back(
                { column[u"name"_s].toString(), oneOf(column[u"type"_s], kTypeSpellings),
                  column[u"scale"_s].toInt(), column[u"required"_s].toBool() });
            ColumnMapping mapping;
            mapping.isOccurrence = column[u"occurrence"_s].toBool();
            if (!mapping.isOccurrence)
                mapping.sourceColumn = number(column[u"from"_s], 0, sourceColumns);
            table.mapping.push_back(mapping);
        }
        table.spec.key = numbers(object[u"key"_s], 0, static_cast<int>(table.mapping.size()));
        return table;
    }

    ImportProfile readProfile(const QJsonObject &object)
    {
        ImportProfile profile;
        profile.id = object[u"id"_s].toString();
        profile.title = object[u"title"_s].toString();
        profile.version = object[u"version"_s].toInt();
        for (const auto &column : object[u"columns"_s].toArray())
            profile.columns.push_back(readColumn(column.toObject()));
        const auto columns = static_cast<int>(profile.columns.size());
        for (const auto &table : object[u"tables"_s].toArray())
            profile.tables.push_back(readTable(table.toObject(), columns));
        profile.groupColumn = number(object[u"group"_s], -1, columns);
        profile.occurrenceOf = numbers(object[u"occurrence_of"_s], 0, columns);
        profile.channelColumn = number(object[u"channel"_s], -1, columns);
        profile.minimumMatch = object[u"minimum_match"_s].toInt();
        return profile;
    }

    bool m_isGood = true;
};

} // namespace

QByteArray bindingToJson(const ProfileBinding &binding)
{
    QJsonArray header;
    for (const auto &name : binding.header)
        header.append(toQString(name));
    const QJsonObject object { { u"header"_s, header },
                               { u"fields"_s, toArray(binding.fieldOfColumn) },
                               { u"field_count"_s, binding.fieldCount },
                               { u"profile"_s, toObject(*binding.profile) } };
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

std::optional<ProfileBinding> bindingFromJson(const QByteArray &json)
{
    const auto document = QJsonDocument::fromJson(json);
    if (!document.isObject())
        return std::nullopt;
    return BindingReader().read(document.object());
}

} // namespace dockhand::profile
