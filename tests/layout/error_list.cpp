// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/layout/error_list.h"

#include "core/base/error_code.h"

using namespace Qt::StringLiterals;

namespace dockhand {

namespace {

QString scopeName(Severity severity)
{
    switch (severity) {
    case Severity::Record:
        return u"record"_s;
    case Severity::File:
        return u"file"_s;
    case Severity::Run:
        break;
    }
    return u"run"_s;
}

QString cell(const char *text)
{
    return QString::fromUtf8(text).replace(u'|', u"\\|"_s);
}

} // namespace

QString errorListMarkdown()
{
    QString text = u"# Error codes\n\n"
                   "Codes are stable: reports, the JSON output and the ledger hold them. %1, %2 … "
                   "stand for the\n"
                   "details of the case. “Ends” says what stops: the record is rejected and kept "
                   "for review, the\n"
                   "file fails and the others go on, or the run ends. “Again” means that Dockhand "
                   "tries again by\n"
                   "itself first.\n\n"
                   "Made by the program `make_error_list`; a test compares it with the table in "
                   "the code.\n\n"
                   "| Code | Ends | Again | What it says | What to do |\n"
                   "| --- | --- | --- | --- | --- |\n"_s;
    for (const auto &info : errorTable()) {
        text += u"| `%1` | %2 | %3 | "_s.arg(QString::fromLatin1(info.id), scopeName(info.severity),
                                             info.transient ? u"yes"_s : QString());
        text += cell(info.message) + u" | "_s + cell(info.fix) + u" |\n"_s;
    }
    return text;
}

} // namespace dockhand
