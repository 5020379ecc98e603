// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/recogniser.h"

#include "core/base/text.h"
#include "core/profile/type_inference.h"
#include "core/source/compression.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <map>
#include <unordered_map>

namespace dockhand::profile {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostNamesTold = 5;

QString tr(const char *text)
{
    return QCoreApplication::translate("Recogniser", text);
}

/// The fields of a header by normalised name; each can be taken once.
class HeaderNames final
{
public:
    explicit HeaderNames(const std::vector<std::string> &header)
    {
        for (std::size_t i = 0; i < header.size(); ++i) {
            if (auto name = normalisedName(header[i]); !name.empty())
                m_fields.try_emplace(std::move(name), static_cast<int>(i)); // the first of equals
        }
    }

    /// -1: there is no such field, or it was taken.
    int take(const QString &name)
    {
        const auto found = m_fields.find(normalisedName(toUtf8(name)));
        if (found == m_fields.end())
            return -1;
        const int field = found->second;
        m_fields.erase(found);
        return field;
    }

private:
    std::unordered_map<std::string, int> m_fields;
};

bool isComplete(const ProfileBinding &binding)
{
    const auto &columns = binding.profile->columns;
    int found = 0;
    bool hasRequired = true;
    bool hasAll = true;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (binding.fieldOfColumn[i] >= 0)
            ++found;
        else if (columns[i].required)
            hasRequired = false;
        else if (!columns[i].optionalInFile)
            hasAll = false;
    }
    const int minimum = binding.profile->minimumMatch;
    return found > 0 && hasRequired && (minimum > 0 ? found >= minimum : hasAll);
}

std::ptrdiff_t foundColumns(const ProfileBinding &binding)
{
    return std::count_if(binding.fieldOfColumn.begin(), binding.fieldOfColumn.end(),
                         [](int field) { return field >= 0; });
}

QStringList missingColumns(const ProfileBinding &binding)
{
    QStringList names;
    for (std::size_t i = 0; i < binding.fieldOfColumn.size(); ++i) {
        const auto &column = binding.profile->columns[i];
        if (binding.fieldOfColumn[i] < 0 && !column.optionalInFile)
            names.append(column.name);
    }
    return names;
}

void noteUnusedFields(ProfileBinding &binding)
{
    const auto &used = binding.fieldOfColumn;
    for (std::size_t i = 0; i < binding.header.size(); ++i) {
        if (std::find(used.begin(), used.end(), static_cast<int>(i)) == used.end())
            binding.unusedFields.append(toQString(binding.header[i]));
    }
}

/// Binds what can be bound: canonical names first, so that no alias takes another column's field.
ProfileBinding bindByName(std::shared_ptr<const ImportProfile> profile,
                          const std::vector<std::string> &header)
{
    ProfileBinding binding;
    binding.profile = std::move(profile);
    binding.header = header;
    binding.fieldCount = static_cast<int>(header.size());
    HeaderNames names(header);
    for (const auto &column : binding.profile->columns)
        binding.fieldOfColumn.push_back(names.take(column.name));
    for (std::size_t i = 0; i < binding.fieldOfColumn.size(); ++i) {
        auto &field = binding.fieldOfColumn[i];
        const auto &aliases = binding.profile->columns[i].aliases;
        for (auto alias = aliases.begin(); field < 0 && alias != aliases.end(); ++alias) {
            field = names.take(*alias);
            if (field >= 0)
                binding.quality = MatchQuality::AliasMatch;
        }
    }
    noteUnusedFields(binding);
    return binding;
}

bool isBetter(const ProfileBinding &one, const ProfileBinding &other)
{
    const auto mine = foundColumns(one);
    const auto theirs = foundColumns(other);
    return mine != theirs ? mine > theirs : one.quality < other.quality;
}

QString missingText(QStringList names)
{
    const auto more = names.size() - kMostNamesTold;
    if (more <= 0)
        return tr("these columns are missing: %1").arg(names.join(u", "_s));
    names.resize(kMostNamesTold);
    //: %1: names of columns, %2: how many there are besides
    return tr("these columns are missing: %1 and %2 more")
        .arg(names.join(u", "_s), QString::number(more));
}

bool hasHeader(const source::Sniff &sniff)
{
    return sniff.dialect.headerRow > 0;
}

/// Fields of a record: the header's, or without a header those of most sample records.
std::size_t widthOf(const source::Sniff &sniff)
{
    if (hasHeader(sniff))
        return sniff.header.size();
    std::map<std::size_t, std::size_t> records;
    for (const auto &record : sniff.sample)
        ++records[record.size()];
    const auto most
        = std::max_element(records.begin(), records.end(), [](const auto &one, const auto &other) {
              return one.second < other.second;
          });
    return most == records.end() ? 0 : most->first;
}

/// The values of one field in all sample records of the given width.
std::vector<std::string_view> sampleOf(const source::Sniff &sniff, std::size_t field,
                                       std::size_t width)
{
    std::vector<std::string_view> values;
    for (const auto &record : sniff.sample) {
        if (record.size() == width)
            values.emplace_back(record[field]);
    }
    return values;
}

ImportProfile inferredProfile(const source::Sniff &sniff, const QString &tableName)
{
    ImportProfile profile;
    profile.id = u"auto"_s;
    profile.title = tr("Detected columns");
    ProfileTable table;
    table.spec.name = tableName;
    // names of ours, and those by which SQLite calls the row itself
    QSet<QString> taken { u"import_file_id"_s, u"import_record"_s, u"rowid"_s, u"oid"_s };
    const auto width = widthOf(sniff);
    for (std::size_t i = 0; i < width; ++i) {
        auto column = inferColumn(sampleOf(sniff, i, width));
        if (hasHeader(sniff))
            column.name = toQString(sniff.header[i]).trimmed();
        auto wanted = sqlNameFor(column.name);
        if (wanted.isEmpty())
            wanted = u"column_%1"_s.arg(i + 1);
        const auto name = uniqueSqlName(wanted, taken);
        if (column.name.isEmpty())
            column.name = name;
        table.spec.columns.push_back({ name, column.type, column.scale, false });
        table.mapping.push_back({ static_cast<int>(i), false });
        profile.columns.push_back(std::move(column));
    }
    profile.tables.push_back(std::move(table));
    return profile;
}

} // namespace

QString fieldName(const ProfileBinding &binding, std::size_t field)
{
    if (field < binding.header.size())
        return toQString(binding.header[field]);
    if (!binding.header.empty())
        return {};
    const auto &columns = binding.fieldOfColumn;
    const auto found = std::find(columns.begin(), columns.end(), static_cast<int>(field));
    return found == columns.end()
        ? QString()
        : binding.profile->columns[static_cast<std::size_t>(found - columns.begin())].name;
}

std::optional<ProfileBinding>
recognise(const source::Sniff &sniff,
          const std::vector<std::shared_ptr<const ImportProfile>> &profiles)
{
    std::optional<ProfileBinding> best;
    for (const auto &profile : profiles) {
        auto binding = bindByName(profile, sniff.header);
        if (isComplete(binding) && (!best || isBetter(binding, *best)))
            best = std::move(binding);
    }
    return best;
}

Result<ProfileBinding> bindProfile(std::shared_ptr<const ImportProfile> profile,
                                   const source::Sniff &sniff)
{
    if (!hasHeader(sniff)) {
        const auto reason
            = tr("the profile finds its columns by their names, so it needs a header");
        return failure(ErrorCode::FileUnrecognised, { reason });
    }
    auto binding = bindByName(std::move(profile), sniff.header);
    if (!isComplete(binding))
        return failure(ErrorCode::FileUnrecognised, { missingText(missingColumns(binding)) });
    return binding;
}

Result<ProfileBinding> inferProfile(const source::Sniff &sniff, const QString &tableName,
                                    int maxColumns)
{
    const auto width = static_cast<int>(widthOf(sniff));
    const auto hasName = !hasHeader(sniff)
        || std::any_of(sniff.header.begin(), sniff.header.end(),
                       [](const auto &name) { return !normalisedName(name).empty(); });
    if (width == 0 || !hasName)
        return failure(ErrorCode::FileUnrecognised, { tr("there is no header with column names") });
    if (width > maxColumns)
        return failure(ErrorCode::FileTooManyColumns,
                       { QString::number(width), QString::number(maxColumns) });
    ProfileBinding binding;
    binding.profile = std::make_shared<const ImportProfile>(inferredProfile(sniff, tableName));
    for (int i = 0; i < width; ++i)
        binding.fieldOfColumn.push_back(i);
    binding.fieldCount = width;
    binding.header = sniff.header;
    binding.quality = MatchQuality::Inferred;
    return binding;
}

QString tableNameFor(const QString &path)
{
    const auto file = source::withoutCompressionSuffix(QFileInfo(path).fileName());
    auto name = sqlNameFor(QFileInfo(file).completeBaseName());
    if (name.isEmpty())
        name = u"import"_s;
    const bool isReserved = name.startsWith("dockhand_"_L1) || name.startsWith("sqlite_"_L1);
    return isReserved || name.front().isDigit() ? u"t_"_s + name : name;
}

} // namespace dockhand::profile
