# SPDX-FileCopyrightText: The Dockhand authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Fails when a source is not as clang-format 14 would write it.
set(files)
foreach(room core ui app tests)
    file(GLOB_RECURSE found "${SOURCE_DIR}/${room}/*.cpp" "${SOURCE_DIR}/${room}/*.h")
    list(APPEND files ${found})
endforeach()
list(LENGTH files count)
if(count EQUAL 0)
    message(FATAL_ERROR "No sources under ${SOURCE_DIR}")
endif()
execute_process(COMMAND ${CLANG_FORMAT} --dry-run --Werror -ferror-limit=1 ${files} RESULT_VARIABLE code)
if(NOT code EQUAL 0)
    message(FATAL_ERROR "Run: clang-format-14 -i on the files named above")
endif()
message(STATUS "${count} files are formatted")
