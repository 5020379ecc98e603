// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/inspect_command.h"

#include "app/cli/command_line.h"
#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/option_values.h"
#include "app/cli/survey_json.h"
#include "app/cli/text_table.h"
#include "core/advisor/survey.h"
#include "core/advisor/surveyor.h"
#include "core/base/text.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>

#include <algorithm>

namespace dockhand::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kShownRecords = 5;
constexpr qsizetype kShownColumns = 60;
constexpr qsizetype kShownCharacters = 24;

/// Gives the sentences below their translation context.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(InspectCommand)
};

QString characterText(char c)
{
    switch (c) {
    case '\0':
        return Words::tr("none");
    case '\t':
        return Words::tr("tab");
    default:
        return QString(QLatin1Char(c));
    }
}

void printField(const QString &name, const QString &value)
{
    printOut(u"  "_s + name.leftJustified(12) + u' ' + value + u'\n');
}

QStringList columnNames(const advisor::FileSurvey &survey)
{
    QStringList names;
    if (!survey.binding) {
        for (const auto &name : survey.header())
            names << toQString(name);
        return names;
    }
    for (int field = 0; field < survey.binding->fieldCount; ++field)
        names << profile::fieldName(*survey.binding, static_cast<std::size_t>(field));
    return names;
}

/// Columns stand below each other, since there are often many; beside each its first values.
void printColumns(const advisor::FileSurvey &survey)
{
    const auto &sniff = survey.sniff;
    const auto names = columnNames(survey);
    TextTable table({ Words::tr("No."), Words::tr("Column"), Words::tr("First values") }, 3);
    const auto columns = std::min(names.size(), kShownColumns);
    for (qsizetype i = 0; i < columns; ++i) {
        QStringList values;
        for (std::size_t r = 0; r < std::min(sniff.sample.size(), kShownRecords); ++r) {
            const auto &record = sniff.sample[r];
            const auto field = static_cast<std::size_t>(i);
            auto text = field < record.size() ? printable(toQString(record[field])) : QString();
            if (text.size() > kShownCharacters)
                text = text.left(kShownCharacters - 1) + u'…';
            values << text;
        }
        table.add({ QString::number(i + 1), printable(names[i]), values.join(u" | "_s) });
    }
    printOut(u'\n' + table.toString());
    if (names.size() > columns)
        printOut(Words::tr("  … and %1 more columns").arg(names.size() - columns) + u'\n');
}

void printSurvey(const advisor::FileSurvey &survey)
{
    printOut(printable(survey.path) + u'\n');
    if (survey.sizeBytes > 0)
        printField(Words::tr("Size"), formatBytes(survey.sizeBytes));
    const auto compression = survey.sniff.compression;
    if (compression != source::Compression::None)
        printField(Words::tr("Compressed"),
                   Words::tr("%1, about %2 unpacked")
                       .arg(compressionName(compression), formatBytes(survey.textBytes())));
    if (!survey.header().empty() || !survey.error) {
        const auto &dialect = survey.sniff.dialect;
        printField(Words::tr("Encoding"), source::encodingName(dialect.encoding));
        printField(Words::tr("Delimiter"), characterText(dialect.delimiter));
        printField(Words::tr("Quote"), characterText(dialect.quote));
        printField(Words::tr("Header row"), QString::number(dialect.headerRow));
    }
    if (survey.binding)
        printField(Words::tr("Profile"),
                   u"%1 (%2)"_s.arg(survey.binding->profile->title, survey.binding->profile->id));
    if (survey.error) {
        auto error = *survey.error;
        error.place.file.clear();
        printField(Words::tr("Problem"),
                   printable(errorText(error)) + u" ["_s + errorId(error.code) + u']');
        printOut(u"\n"_s);
        return;
    }
    printField(Words::tr("Records"),
               Words::tr("about %1, %2 each")
                   .arg(QLocale().toString(static_cast<qlonglong>(survey.estimatedRecords)),
                        formatBytes(static_cast<qint64>(survey.bytesPerRecord))));
    printField(Words::tr("With errors"),
               Words::tr("%1 % of the records looked at")
                   .arg(QLocale().toString(survey.badShare * 100, 'g', 3)));
    printColumns(survey);
    printOut(u"\n"_s);
}

int exitCode(std::size_t files, std::size_t bad)
{
    if (bad == 0)
        return kAllIn;
    return bad == files ? kFailed : kPartial;
}

} // namespace

int inspectCommand(const QStringList &arguments)
{
    CommandLine line(u"inspect"_s, u"FILE…"_s,
                     Words::tr("Shows what files are: encoding, dialect, header, profile, first "
                               "records, and how much they hold."));
    line.addSurveyOptions();
    line.addDialectOptions();
    line.add(u"json"_s, QString(), Words::tr("Print one JSON object."));
    if (const auto code = line.parse(arguments))
        return *code;
    const auto paths = line.positional();
    if (paths.isEmpty())
        return line.usageError(Words::tr("no file was named"));
    auto options = surveyOptions(line);
    if (!options)
        return line.usageError(errorText(options.error()));
    QJsonArray list;
    std::size_t bad = 0;
    options->keptSampleRecords = 10;
    advisor::Surveyor surveyor(*options);
    for (const auto &path : paths) {
        const auto survey = surveyor.survey(path);
        bad += survey.error ? 1 : 0;
        if (line.has(u"json"_s))
            list.append(surveyJson(survey, SurveyDetail::Full));
        else
            printSurvey(survey);
    }
    if (line.has(u"json"_s))
        printJson({ { u"files"_s, list } });
    return exitCode(static_cast<std::size_t>(paths.size()), bad);
}

} // namespace dockhand::cli
