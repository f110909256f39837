export default {
  'error.heic':
    '“{name}” is a photo in the iPhone’s own format (HEIC). On the iPhone choose Settings → Camera → Formats → Most Compatible and take it again, or save the photo as JPEG, and choose that.',
  'error.image':
    '“{name}” is in fact a picture, which is not taken here. Save it as one of the kinds named beside the question, or take a photo and choose that.',
  'error.pdf':
    '“{name}” is in fact a PDF, which is not taken here. Save it as one of the kinds named beside the question, or take a photo and choose that.',
  'error.office':
    '“{name}” is in fact an office document, which is not taken here. Save it as one of the kinds named beside the question, or take a photo and choose that.',
  'error.text':
    '“{name}” is in fact plain text, which is not taken here. Save it as one of the kinds named beside the question, or take a photo and choose that.',
  'error.video':
    '“{name}” is in fact a video or sound, which is not taken here. Save it as one of the kinds named beside the question, or take a photo and choose that.',
  'error.archive':
    '“{name}” is in fact a compressed archive (such as ZIP), which is not taken here. Save it as one of the kinds named beside the question, or take a photo and choose that.',
  'error.program':
    '“{name}” is in fact a program, which is not taken here. Save it as one of the kinds named beside the question, or take a photo and choose that.',
} as const;
