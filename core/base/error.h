// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error_code.h"
#include "core/base/place.h"

#include <QMetaType>
#include <QString>
#include <QStringList>

namespace dockhand {

/// What ends a file or a run: a code, a place and the arguments of the code's message. A bad record
/// is not an Error but a `profile::Rejection`. Plain value; may cross threads.
struct Error
{
    ErrorCode code = ErrorCode::InternalError;
    Place place;
    QStringList arguments;

    [[nodiscard]] bool isTransient() const { return errorInfo(code).transient; }

    friend bool operator==(const Error &, const Error &) = default;
};

/// "orders.csv, record 12, line 14, column Qty": the parts of a place that are known, in this
/// order.
[[nodiscard]] QString placeText(const Place &place);

/// The code's message with the arguments filled in; without the place.
[[nodiscard]] QString errorMessage(ErrorCode code, const QStringList &arguments);

/// What the person can do about it.
[[nodiscard]] QString errorFix(ErrorCode code, const QStringList &arguments = {});

/// Message and fix as sentences of their own; without the place.
[[nodiscard]] QString errorSentences(const Error &error);

/// One or two sentences: place, message, fix.
[[nodiscard]] QString errorText(const Error &error);

} // namespace dockhand

Q_DECLARE_METATYPE(dockhand::Error)
