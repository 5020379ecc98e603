// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/compression.h"

#include <QByteArray>

namespace dockhand::testdata {

/// Bytes as the usual program of that format would write them, in one member; plain ones for
/// `Compression::None`.
[[nodiscard]] QByteArray packed(source::Compression compression, const QByteArray &bytes);

/// Packed by zstd with a window of 2^`windowLog` bytes, as a program that does not know how much
/// will come.
[[nodiscard]] QByteArray packedWithWindow(const QByteArray &bytes, int windowLog);

} // namespace dockhand::testdata
