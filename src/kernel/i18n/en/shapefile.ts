export default {
  cut: 'Values whose end was cut off (254 bytes at most)',
  field: 'Field of the register',
  full: 'There are more than {most, number} rows, too many for a shapefile. Narrow the list, or take CSV or GeoJSON.',
  heading: 'Heading',
  name: 'Field name (10 bytes at most)',
  readme:
    'Coordinates are longitude and latitude in degrees, in WGS 84, which for practical purposes is JGD2011. The .prj file says WGS 84.\r\nCharacters are UTF-8 (.cpg). What field names stand for, and how many values were cut, is in fields.csv. Dates are texts, YYYY-MM-DD.\r\nPoints, lines and areas are files of their own. Rows without a place are records without a shape in the first one.\r\n',
};
