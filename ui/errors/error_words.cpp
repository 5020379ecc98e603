// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/errors/error_words.h"

#include "core/base/error_code.h"

namespace dockhand::ui {

using namespace Qt::StringLiterals;

QString ErrorWords::kind(const QString &codeId)
{
    const auto code = errorCodeFromId(codeId.toStdString());
    if (!code) {
        return codeId;
    }
    switch (*code) {
    case ErrorCode::ValueNotInteger:
        return tr("Not a whole number");
    case ErrorCode::ValueNotDecimal:
        return tr("Not a number");
    case ErrorCode::ValueNotBoolean:
        return tr("Neither yes nor no");
    case ErrorCode::ValueBadDate:
        return tr("Not a date");
    case ErrorCode::ValueRequired:
        return tr("Value missing");
    case ErrorCode::ValueTooLong:
        return tr("Value too long");
    case ErrorCode::ValueOutOfRange:
        return tr("Number out of range");
    case ErrorCode::ValueNotAllowed:
        return tr("Value not allowed");
    case ErrorCode::ValueBadEncoding:
        return tr("Damaged text");
    case ErrorCode::ValueNulByte:
        return tr("NUL byte");
    case ErrorCode::ValueNotExact:
        return tr("Digits would be lost");
    case ErrorCode::RowTooFewColumns:
        return tr("Too few fields");
    case ErrorCode::RowTooManyColumns:
        return tr("Too many fields");
    case ErrorCode::RowTooLong:
        return tr("Record too long");
    case ErrorCode::RowUnterminatedQuote:
        return tr("Quote not closed");
    case ErrorCode::RowTextAfterQuote:
        return tr("Text behind a quote");
    case ErrorCode::RowDuplicateKey:
        return tr("Key already there");
    case ErrorCode::RowRefusedByDatabase:
        return tr("Refused by the database");
    default:
        return codeId;
    }
}

QString ErrorWords::value(const QString &codeId, const QString &value)
{
    const auto code = errorCodeFromId(codeId.toStdString());
    const bool isNumberOfFields
        = code == ErrorCode::RowTooFewColumns || code == ErrorCode::RowTooManyColumns;
    bool isNumber = false;
    const int fields = value.toInt(&isNumber);
    return isNumberOfFields && isNumber ? tr("%n field(s)", nullptr, fields) : value;
}

QString ErrorWords::sentences(const Error &error)
{
    if (error.code != ErrorCode::FileChangedSinceImport) {
        return errorSentences(error);
    }
    return errorMessage(error.code, error.arguments) + u' '
        + tr("Right-click it and choose “Start over”, or press Shift+F5.");
}

QString ErrorWords::text(const Error &error)
{
    const QString place = placeText(error.place);
    return place.isEmpty() ? sentences(error) : place + u": "_s + sentences(error);
}

} // namespace dockhand::ui
