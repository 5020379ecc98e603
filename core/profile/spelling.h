// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/import_profile.h"

#include <QLatin1String>

#include <array>
#include <utility>

namespace dockhand::profile {

/// One spelling of an enumerator in JSON.
template <class T>
using Spelling = std::pair<QLatin1String, T>;

/// How profiles and the ledger write a column's type; the first is what stands where nothing is
/// said.
inline constexpr std::array<Spelling<ValueType>, 7> kTypeSpellings { {
    { QLatin1String("text"), ValueType::Text },
    { QLatin1String("integer"), ValueType::Integer },
    { QLatin1String("decimal"), ValueType::Decimal },
    { QLatin1String("real"), ValueType::Real },
    { QLatin1String("date"), ValueType::Date },
    { QLatin1String("timestamp"), ValueType::Timestamp },
    { QLatin1String("boolean"), ValueType::Boolean },
} };

inline constexpr std::array<Spelling<NumberStyle>, 3> kNumberStyleSpellings { {
    { QLatin1String("plain"), NumberStyle::Plain },
    { QLatin1String("dot-decimal"), NumberStyle::DotDecimal },
    { QLatin1String("comma-decimal"), NumberStyle::CommaDecimal },
} };

} // namespace dockhand::profile
