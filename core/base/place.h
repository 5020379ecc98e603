// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>

namespace dockhand {

/// Where something happened. Counted from 1 for people, except `byte`; what is not known is 0
/// (byte: -1).
struct Place
{
    QString file; ///< path as the user gave it
    std::int64_t record
        = 0;               ///< data record: the header is not counted, blank records are not either
    std::int64_t line = 0; ///< first physical line of the record
    QString column;        ///< column name as in the file's header
    std::int64_t byte
        = -1; ///< offset from 0 into the text after decoding (UTF-8 files: into the file)

    friend bool operator==(const Place &, const Place &) = default;
};

} // namespace dockhand
