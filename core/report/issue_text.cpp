// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/issue_text.h"

#include "core/base/error.h"

#include <QCoreApplication>

namespace dockhand::report {

namespace {

/// Gives the sentences below their translation context.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(IssueText)
};

std::optional<ErrorCode> codeOf(const ledger::RejectIssue &issue)
{
    return errorCodeFromId(issue.code.toStdString());
}

/// Codes whose message names a limit that is not kept with the issue.
QString withoutLimit(ErrorCode code)
{
    switch (code) {
    case ErrorCode::RowTooLong:
        return Words::tr("The record is longer than the limit for one record.");
    case ErrorCode::ValueTooLong:
        return Words::tr("The value is longer than the column allows.");
    default:
        return {};
    }
}

} // namespace

QString issueMessage(const ledger::RejectIssue &issue)
{
    const auto code = codeOf(issue);
    if (!code)
        return issue.message.isEmpty() ? issue.code : issue.message;
    if (*code == ErrorCode::RowRefusedByDatabase)
        return errorMessage(*code, { issue.message });
    if (!issue.message.isEmpty())
        return issue.message;
    const auto text = withoutLimit(*code);
    return text.isEmpty() ? errorMessage(*code, { issue.value }) : text;
}

QString issueFix(const ledger::RejectIssue &issue)
{
    const auto code = codeOf(issue);
    return code ? errorFix(*code) : QString();
}

} // namespace dockhand::report
