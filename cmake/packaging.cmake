# `make install` and `make deb`: program, manual page, cases, licence.
include(GNUInstallDirs)
set(CMAKE_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(PENHOLDER_MAINTAINER "Penholder contributors <penholder@example.org>" CACHE STRING
  "who answers for the .deb, as `Name <address>`")

if(TARGET penholder)
  install(TARGETS penholder RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
if(IS_DIRECTORY ${PROJECT_SOURCE_DIR}/cases)
  install(DIRECTORY ${PROJECT_SOURCE_DIR}/cases/ DESTINATION ${CMAKE_INSTALL_DATADIR}/penholder/cases
    FILE_PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
endif()
install(FILES ${PROJECT_SOURCE_DIR}/packaging/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})

# Debian wants these compressed, without a time stamp.
find_program(GZIP gzip REQUIRED)
function(install_compressed source target_name destination)
  set(packed ${PROJECT_BINARY_DIR}/packaging/${target_name}.gz)
  add_custom_command(OUTPUT ${packed}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/packaging
    COMMAND sh -c "\"$0\" -9nc \"$1\" >\"$2\"" ${GZIP} ${source} ${packed}
    DEPENDS ${source} VERBATIM)
  set_property(GLOBAL APPEND PROPERTY PENHOLDER_PACKED ${packed})
  install(FILES ${packed} DESTINATION ${destination})
endfunction()
configure_file(${PROJECT_SOURCE_DIR}/packaging/penholder.1.in packaging/penholder.1 @ONLY)
configure_file(${PROJECT_SOURCE_DIR}/packaging/changelog.in packaging/changelog.debian @ONLY)
install_compressed(${PROJECT_BINARY_DIR}/packaging/penholder.1 penholder.1
  ${CMAKE_INSTALL_MANDIR}/man1)
install_compressed(${PROJECT_SOURCE_DIR}/CHANGELOG.md changelog ${CMAKE_INSTALL_DOCDIR})
install_compressed(${PROJECT_BINARY_DIR}/packaging/changelog.debian changelog.Debian
  ${CMAKE_INSTALL_DOCDIR})
get_property(packed GLOBAL PROPERTY PENHOLDER_PACKED)
add_custom_target(penholder_packed DEPENDS ${packed})
if(TARGET penholder)
  # Installing needs what `make build` builds, and no more: not the tests.
  add_dependencies(penholder penholder_packed)
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME penholder)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT ${PENHOLDER_MAINTAINER})
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY ${PROJECT_DESCRIPTION})
set(CPACK_PACKAGE_DESCRIPTION
  "Penholder reads a case file on a UN mission's mandate, ranks its tasks under
the different views of a room, lays out a dated sequence within the mission's
means, plays it against uncertainty and shocks, compares alternative designs
of the mandate, and writes a sourced briefing note.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_CMAKE_GENERATOR Ninja)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
include(CPack)
