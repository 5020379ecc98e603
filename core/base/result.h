// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <tl/expected.hpp>

#include <utility>

namespace dockhand {

/// A value or the Error that prevented it. Becomes std::expected when the compilers have it.
template <class T>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline auto failure(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

[[nodiscard]] inline auto failure(ErrorCode code, QStringList arguments = {}, Place place = {})
{
    return tl::unexpected<Error>(Error { code, std::move(place), std::move(arguments) });
}

/// The place of an error that is about a whole file.
[[nodiscard]] inline Place inFile(QString path)
{
    Place place;
    place.file = std::move(path);
    return place;
}

} // namespace dockhand
