# ocppgw_module(<name> [DEPS <module>...] [LIBS <public library>...] [PRIVATE <private library>...])
#   the library ocppgw_<name>: public headers in include/ocppgw/<name>, the rest in src/<name> and its
#   sub-folders
# ocppgw_program(<name> SOURCES_IN <dir> [DEPS ...] [LIBS ...] [PRIVATE ...])
function(ocppgw_link target)
  cmake_parse_arguments(arg "" "" "DEPS;LIBS;PRIVATE" ${ARGN})
  list(TRANSFORM arg_DEPS PREPEND ocppgw_)
  target_link_libraries(${target} PUBLIC ${arg_DEPS} ${arg_LIBS} PRIVATE ${arg_PRIVATE} ocppgw_warnings)
endfunction()

function(ocppgw_module name)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*.cpp)
  add_library(ocppgw_${name} STATIC ${sources})
  target_include_directories(ocppgw_${name} PUBLIC ${CMAKE_SOURCE_DIR}/include PRIVATE ${CMAKE_SOURCE_DIR}/src)
  ocppgw_link(ocppgw_${name} ${ARGN})
endfunction()

function(ocppgw_program name)
  cmake_parse_arguments(arg "" "SOURCES_IN" "" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${arg_SOURCES_IN}/*.cpp)
  add_executable(${name} ${sources})
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR}/src)
  ocppgw_link(${name} ${arg_UNPARSED_ARGUMENTS})
endfunction()
