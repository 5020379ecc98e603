// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/record_block.h"

namespace dockhand::source {

void RecordBlock::clear()
{
    text = {};
    arena.clear();
    fields.clear();
    records.clear();
    issues.clear();
    firstRecord = 1;
    firstLine = 1;
    firstByte = 0;
    endRecord = 0;
    endLine = 1;
    endByte = 0;
    blankRecords = 0;
    prefixHash = QByteArray(); // clear() would let go of it inside Qt, unseen by the sanitizer
    isFinal = false;
}

} // namespace dockhand::source
